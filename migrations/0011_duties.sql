CREATE TABLE "duties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"organisation_id" text NOT NULL,
	"round_id" uuid,
	"subscription_id" uuid,
	"request_id" uuid,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"due_on" date NOT NULL,
	"told_step" text,
	"told_of" date,
	"next_at" timestamp (3) with time zone,
	CONSTRAINT "duties_once" UNIQUE NULLS NOT DISTINCT("kind","round_id","subscription_id","request_id"),
	CONSTRAINT "duties_kind_known" CHECK ("duties"."kind" in ('closing', 'hostAnswer'))
);
--> statement-breakpoint
-- A closing date in a channel: what was settled isn't told again, what was planned comes at its time.
INSERT INTO "duties" ("id", "kind", "organisation_id", "round_id", "subscription_id", "asked_at", "due_on", "told_step", "told_of", "next_at")
SELECT gen_random_uuid(), 'closing', "subscriptions"."organisation_id", "rounds"."id", "subscriptions"."id",
	greatest("subscriptions"."subscribed_at", "programmes"."published_at"), "rounds"."closes_on",
	(array_agg("step" ORDER BY CASE WHEN "step" = 'lastWorkingDay' THEN -1 ELSE "step"::integer END) FILTER (WHERE "settled" IS NOT NULL))[1],
	CASE WHEN bool_or("settled" IS NOT NULL) THEN "rounds"."closes_on" END,
	min("due_at") FILTER (WHERE "settled" IS NULL)
FROM "reminders"
JOIN "subscriptions" ON "subscriptions"."id" = "reminders"."subscription_id" AND "subscriptions"."ended_at" IS NULL
JOIN "rounds" ON "rounds"."id"::text = "ids"->>'round' AND "rounds"."closes_on"::text = "ids"->>'day'
JOIN "programmes" ON "programmes"."id" = "rounds"."programme_id"
WHERE "duty" = 'closing'
GROUP BY "subscriptions"."id", "rounds"."id", "programmes"."id";--> statement-breakpoint
DELETE FROM "reminders" WHERE "duty" = 'closing';--> statement-breakpoint
-- Hosts owe their answers; the ladder is asked at the first look what comes next.
INSERT INTO "duties" ("id", "kind", "organisation_id", "request_id", "asked_at", "due_on", "next_at")
SELECT gen_random_uuid(), 'hostAnswer', "host_id", "id", "submitted_at", "host_answer_due_on", "submitted_at"
FROM "requests" WHERE "state" = 'submitted';--> statement-breakpoint
ALTER TABLE "reminders" DROP CONSTRAINT "reminders_settled_known";--> statement-breakpoint
ALTER TABLE "reminders" DROP CONSTRAINT "reminders_subscription_id_subscriptions_id_fk";
--> statement-breakpoint
DROP INDEX "reminders_by_subscription";--> statement-breakpoint
ALTER TABLE "duties" ADD CONSTRAINT "duties_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duties" ADD CONSTRAINT "duties_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duties" ADD CONSTRAINT "duties_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duties" ADD CONSTRAINT "duties_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "duties_next" ON "duties" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "duties_by_organisation" ON "duties" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "duties_by_subscription" ON "duties" USING btree ("subscription_id");--> statement-breakpoint
CREATE INDEX "duties_by_request" ON "duties" USING btree ("request_id");--> statement-breakpoint
ALTER TABLE "reminders" DROP COLUMN "step";--> statement-breakpoint
ALTER TABLE "reminders" DROP COLUMN "subscription_id";--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_settled_known" CHECK ("reminders"."settled" in ('sent', 'superseded', 'needless'));