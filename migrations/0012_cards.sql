CREATE TABLE "card_marks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "card_marks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"request_id" uuid,
	"person_id" uuid
);
--> statement-breakpoint
CREATE TABLE "cards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"ids" jsonb NOT NULL,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"conversation" text NOT NULL,
	"reference" text NOT NULL,
	"digest" text,
	"superseded" boolean DEFAULT false NOT NULL,
	"stale_since" timestamp (3) with time zone,
	"available_at" timestamp (3) with time zone NOT NULL,
	"last_tried_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"leased_by" uuid,
	"leased_until" timestamp (3) with time zone,
	CONSTRAINT "cards_platform_known" CHECK ("cards"."platform" in ('slack', 'teams'))
);
--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cards_by_request" ON "cards" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "cards_by_conversation" ON "cards" USING btree ("workspace","conversation","last_tried_at");--> statement-breakpoint
CREATE INDEX "cards_open" ON "cards" USING btree ("available_at") WHERE stale_since is not null or leased_by is not null;--> statement-breakpoint
-- What was posted before is kept up to date too: of a request's cards in one conversation the newest
-- one, and the others lose their buttons now.
INSERT INTO "cards" ("id", "request_id", "kind", "ids", "platform", "workspace", "conversation", "reference", "superseded", "stale_since", "available_at")
SELECT "id", "request_id", "kind", "ids", "platform", "workspace", "conversation", "reference", "place" > 1, CASE WHEN "place" > 1 THEN now() END, now()
FROM (
	SELECT "outbox".*, "requests"."id" AS "request_id",
		row_number() OVER (PARTITION BY "requests"."id", "platform", "workspace", "conversation" ORDER BY "ordinal" DESC) AS "place"
	FROM "outbox" JOIN "requests" ON "requests"."id"::text = "outbox"."ids" ->> 'request'
	WHERE "settled" = 'sent' AND "reference" IS NOT NULL AND "kind" IN ('received', 'sentForYou', 'hostAsked', 'requestCard')
) AS "posted";
