CREATE TABLE "workspace_proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"name" text NOT NULL,
	"organisation_id" text NOT NULL,
	"role" text NOT NULL,
	"joined_by" uuid NOT NULL,
	"is_closed" boolean NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"decision" text,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "workspace_proposals_platform_known" CHECK ("workspace_proposals"."platform" in ('slack', 'teams')),
	CONSTRAINT "workspace_proposals_role_known" CHECK ("workspace_proposals"."role" in ('liaison', 'backup', 'head', 'officer', 'admin')),
	CONSTRAINT "workspace_proposals_decision_known" CHECK ("workspace_proposals"."decision" in ('approved', 'refused')),
	CONSTRAINT "workspace_proposals_decided" CHECK (num_nulls("workspace_proposals"."decision", "workspace_proposals"."decided_by", "workspace_proposals"."decided_at") in (0, 3))
);
--> statement-breakpoint
ALTER TABLE "workspace_proposals" ADD CONSTRAINT "workspace_proposals_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_proposals" ADD CONSTRAINT "workspace_proposals_joined_by_people_id_fk" FOREIGN KEY ("joined_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_proposals" ADD CONSTRAINT "workspace_proposals_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "workspace_proposals_open" ON "workspace_proposals" USING btree ("platform","workspace") WHERE decision is null;