ALTER TABLE "requests" DROP CONSTRAINT "requests_state_known";--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "discarded_by" uuid;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "discarded_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_discarded_by_people_id_fk" FOREIGN KEY ("discarded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_state_known" CHECK ("requests"."state" in ('draft', 'submitted', 'discarded'));