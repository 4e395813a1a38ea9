CREATE TABLE "late_admissions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"round_id" uuid NOT NULL,
	"organisation_id" text NOT NULL,
	"request_id" uuid,
	"asked_by" uuid,
	"asked_at" timestamp (3) with time zone,
	"asked_why" text,
	"admitted_by" uuid,
	"admitted_at" timestamp (3) with time zone,
	"admitted_why" text,
	CONSTRAINT "late_admissions_said" CHECK ("late_admissions"."asked_at" is not null or "late_admissions"."admitted_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "swept_for" date;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "admission_id" uuid;--> statement-breakpoint
ALTER TABLE "late_admissions" ADD CONSTRAINT "late_admissions_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_admissions" ADD CONSTRAINT "late_admissions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_admissions" ADD CONSTRAINT "late_admissions_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_admissions" ADD CONSTRAINT "late_admissions_admitted_by_people_id_fk" FOREIGN KEY ("admitted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "late_admissions_by_request" ON "late_admissions" USING btree ("request_id");--> statement-breakpoint
CREATE UNIQUE INDEX "late_admissions_of_draft" ON "late_admissions" USING btree ("round_id","request_id") WHERE request_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "late_admissions_in_advance" ON "late_admissions" USING btree ("round_id","organisation_id") WHERE request_id is null;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_admission_id_late_admissions_id_fk" FOREIGN KEY ("admission_id") REFERENCES "public"."late_admissions"("id") ON DELETE no action ON UPDATE no action;