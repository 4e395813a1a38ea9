CREATE TABLE "request_handlers" (
	"request_id" uuid NOT NULL,
	"organisation_id" text NOT NULL,
	"person_id" uuid,
	"version" integer NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "request_handlers_request_id_organisation_id_pk" PRIMARY KEY("request_id","organisation_id")
);
--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "evidence" text;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "evidence_on" date;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "begun_by_secretariat" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "sent_through_secretariat" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "request_handlers" ADD CONSTRAINT "request_handlers_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_handlers" ADD CONSTRAINT "request_handlers_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_handlers" ADD CONSTRAINT "request_handlers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;