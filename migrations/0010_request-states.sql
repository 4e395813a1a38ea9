CREATE TABLE "former_hosts" (
	"request_id" uuid NOT NULL,
	"organisation_id" text NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"details" jsonb,
	"host_answer_due_on" date NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "former_hosts_request_id_organisation_id_pk" PRIMARY KEY("request_id","organisation_id"),
	CONSTRAINT "former_hosts_state_known" CHECK ("former_hosts"."state" in ('draft', 'discarded', 'submitted', 'returned', 'host_declined', 'host_accepted', 'approved', 'not_approved', 'confirmed', 'under_way', 'visit_done', 'report_received', 'report_accepted', 'closed', 'withdrawn', 'cancelled'))
);
--> statement-breakpoint
ALTER TABLE "requests" DROP CONSTRAINT "requests_state_known";--> statement-breakpoint
ALTER TABLE "requests" DROP CONSTRAINT "requests_submitted_whole";--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "details" jsonb;--> statement-breakpoint
ALTER TABLE "former_hosts" ADD CONSTRAINT "former_hosts_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_hosts" ADD CONSTRAINT "former_hosts_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "former_hosts_by_organisation" ON "former_hosts" USING btree ("organisation_id");--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_details_there" CHECK ("requests"."state" not in ('host_accepted', 'host_declined', 'withdrawn', 'cancelled') or "requests"."details" is not null);--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_state_known" CHECK ("requests"."state" in ('draft', 'discarded', 'submitted', 'returned', 'host_declined', 'host_accepted', 'approved', 'not_approved', 'confirmed', 'under_way', 'visit_done', 'report_received', 'report_accepted', 'closed', 'withdrawn', 'cancelled'));--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_submitted_whole" CHECK ("requests"."state" in ('draft', 'discarded') or ("requests"."number" is not null and "requests"."host_id" is not null and "requests"."submitted_at" is not null and "requests"."content" is not null));