CREATE TABLE "deliveries" (
	"key" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"ids" jsonb NOT NULL,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"conversation" text NOT NULL,
	"ordinal" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outbox_ordinal_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"created_at" timestamp (3) with time zone NOT NULL,
	"available_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"first_tried_at" timestamp (3) with time zone,
	"last_tried_at" timestamp (3) with time zone,
	"leased_by" uuid,
	"leased_until" timestamp (3) with time zone,
	"uncertain" boolean DEFAULT false NOT NULL,
	"settled" text,
	"settled_at" timestamp (3) with time zone,
	"reference" text,
	"reason" text,
	CONSTRAINT "outbox_key_unique" UNIQUE("key"),
	CONSTRAINT "outbox_platform_known" CHECK ("outbox"."platform" in ('slack', 'teams')),
	CONSTRAINT "outbox_settled_known" CHECK ("outbox"."settled" in ('sent', 'needless', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"duty" text NOT NULL,
	"step" text NOT NULL,
	"ids" jsonb NOT NULL,
	"subscription_id" uuid,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"conversation" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"settled" text,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "reminders_key_unique" UNIQUE("key"),
	CONSTRAINT "reminders_platform_known" CHECK ("reminders"."platform" in ('slack', 'teams')),
	CONSTRAINT "reminders_settled_known" CHECK ("reminders"."settled" in ('sent', 'superseded', 'needless', 'tooLate'))
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"conversation" text NOT NULL,
	"organisation_id" text NOT NULL,
	"hour" smallint NOT NULL,
	"time_zone" text NOT NULL,
	"topics" text[] NOT NULL,
	"subscribed_by" uuid NOT NULL,
	"subscribed_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "subscriptions_conversation" UNIQUE("platform","workspace","conversation"),
	CONSTRAINT "subscriptions_platform_known" CHECK ("subscriptions"."platform" in ('slack', 'teams')),
	CONSTRAINT "subscriptions_hour" CHECK ("subscriptions"."hour" between 8 and 17)
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"platform" text NOT NULL,
	"tenant" text NOT NULL,
	"user_id" text NOT NULL,
	"workspace" text NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "accounts_platform_tenant_user_id_pk" PRIMARY KEY("platform","tenant","user_id"),
	CONSTRAINT "accounts_platform_known" CHECK ("accounts"."platform" in ('slack', 'teams'))
);
--> statement-breakpoint
CREATE TABLE "holidays" (
	"organisation_id" text NOT NULL,
	"day" date NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "holidays_organisation_id_day_pk" PRIMARY KEY("organisation_id","day")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"name" text NOT NULL,
	"organisation_id" text NOT NULL,
	"role" text NOT NULL,
	"invited_by" uuid NOT NULL,
	"invited_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"used_by" uuid,
	CONSTRAINT "invitations_code_hash_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] NOT NULL,
	"npo" text,
	"acronym" text,
	"time_zone" text NOT NULL,
	"weekend" smallint[] NOT NULL,
	"active" boolean NOT NULL,
	"uncertain" text[] NOT NULL,
	"telephone" text,
	CONSTRAINT "organisations_kind_known" CHECK ("organisations"."kind" in ('npo', 'secretariat'))
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"person_id" uuid NOT NULL,
	"organisation_id" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "roles_person_id_organisation_id_role_pk" PRIMARY KEY("person_id","organisation_id","role"),
	CONSTRAINT "roles_role_known" CHECK ("roles"."role" in ('liaison', 'backup', 'head', 'officer', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"platform" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"organisation_id" text,
	"sealed_token" text,
	"bot_user_id" text,
	"bot_id" text,
	"installed_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "workspaces_platform_id_pk" PRIMARY KEY("platform","id"),
	CONSTRAINT "workspaces_platform_known" CHECK ("workspaces"."platform" in ('slack', 'teams'))
);
--> statement-breakpoint
CREATE TABLE "wrong_guesses" (
	"platform" text NOT NULL,
	"tenant" text NOT NULL,
	"user_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"notification" jsonb NOT NULL,
	"answers" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "programme_versions" (
	"programme_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"notification" jsonb NOT NULL,
	"published_by" uuid,
	"published_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "programme_versions_programme_id_version_pk" PRIMARY KEY("programme_id","version")
);
--> statement-breakpoint
CREATE TABLE "programmes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_code" text NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"time_zone" text NOT NULL,
	"max_virtual" integer NOT NULL,
	"max_face_to_face" integer NOT NULL,
	"endorsement" text NOT NULL,
	"reminder_settings" jsonb NOT NULL,
	"notification" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "programmes_project_code_unique" UNIQUE("project_code"),
	CONSTRAINT "programmes_endorsement_known" CHECK ("programmes"."endorsement" in ('off', 'optional', 'required'))
);
--> statement-breakpoint
CREATE TABLE "round_refusals" (
	"round_id" uuid NOT NULL,
	"organisation_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"said_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "round_refusals_round_id_organisation_id_pk" PRIMARY KEY("round_id","organisation_id")
);
--> statement-breakpoint
CREATE TABLE "rounds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"closes_on" date NOT NULL,
	CONSTRAINT "rounds_number" UNIQUE("programme_id","number")
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"held_by" uuid NOT NULL,
	"step" text NOT NULL,
	"item" text,
	"answers" jsonb NOT NULL,
	"participants" jsonb NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "history" (
	"request_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"action" text NOT NULL,
	"person_id" uuid,
	"organisation_id" text,
	"commitment" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "history_request_id_ordinal_pk" PRIMARY KEY("request_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "history_payloads" (
	"request_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"salt" text NOT NULL,
	"payload" jsonb NOT NULL,
	CONSTRAINT "history_payloads_request_id_ordinal_pk" PRIMARY KEY("request_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "participants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"position" text NOT NULL,
	"organisation" text NOT NULL,
	"category" text NOT NULL,
	"part" text NOT NULL,
	"attendance" text NOT NULL,
	"name" text,
	"email" text,
	CONSTRAINT "participants_ordinal" UNIQUE("request_id","ordinal"),
	CONSTRAINT "participants_category_known" CHECK ("participants"."category" in ('highLevelOfficial', 'policymaker', 'npoOfficial')),
	CONSTRAINT "participants_part_known" CHECK ("participants"."part" in ('head', 'participant', 'standby')),
	CONSTRAINT "participants_attendance_known" CHECK ("participants"."attendance" in ('travels', 'online'))
);
--> statement-breakpoint
CREATE TABLE "request_counters" (
	"year" integer PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" uuid NOT NULL,
	"sender_id" text NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"number" text,
	"round_id" uuid,
	"host_id" text,
	"submitted_by" uuid,
	"submitted_at" timestamp (3) with time zone,
	"host_answer_due_on" date,
	"starts_on" date,
	"ends_on" date,
	"modality" text,
	"content" jsonb,
	CONSTRAINT "requests_number_unique" UNIQUE("number"),
	CONSTRAINT "requests_state_known" CHECK ("requests"."state" in ('draft', 'submitted')),
	CONSTRAINT "requests_modality_known" CHECK ("requests"."modality" in ('faceToFace', 'virtual', 'both')),
	CONSTRAINT "requests_submitted_whole" CHECK ("requests"."state" <> 'submitted' or ("requests"."number" is not null and "requests"."host_id" is not null and "requests"."submitted_at" is not null and "requests"."content" is not null)),
	CONSTRAINT "requests_bilateral" CHECK ("requests"."host_id" is null or "requests"."host_id" <> "requests"."sender_id")
);
--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_subscribed_by_people_id_fk" FOREIGN KEY ("subscribed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holidays" ADD CONSTRAINT "holidays_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_people_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_used_by_people_id_fk" FOREIGN KEY ("used_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_drafts" ADD CONSTRAINT "notification_drafts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_versions" ADD CONSTRAINT "programme_versions_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_versions" ADD CONSTRAINT "programme_versions_published_by_people_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_refusals" ADD CONSTRAINT "round_refusals_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_refusals" ADD CONSTRAINT "round_refusals_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_refusals" ADD CONSTRAINT "round_refusals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_held_by_people_id_fk" FOREIGN KEY ("held_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history" ADD CONSTRAINT "history_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history" ADD CONSTRAINT "history_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history" ADD CONSTRAINT "history_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_sender_id_organisations_id_fk" FOREIGN KEY ("sender_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_host_id_organisations_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_submitted_by_people_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_by_age" ON "deliveries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "outbox_open" ON "outbox" USING btree ("available_at","ordinal") WHERE settled is null;--> statement-breakpoint
CREATE INDEX "outbox_in_line" ON "outbox" USING btree ("workspace","conversation","ordinal") WHERE settled is null;--> statement-breakpoint
CREATE INDEX "outbox_by_conversation" ON "outbox" USING btree ("workspace","conversation","last_tried_at");--> statement-breakpoint
CREATE INDEX "reminders_open" ON "reminders" USING btree ("due_at") WHERE settled is null;--> statement-breakpoint
CREATE INDEX "reminders_by_subscription" ON "reminders" USING btree ("subscription_id");--> statement-breakpoint
CREATE INDEX "accounts_by_person" ON "accounts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "roles_by_organisation" ON "roles" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "wrong_guesses_by_account" ON "wrong_guesses" USING btree ("platform","tenant","user_id","at");--> statement-breakpoint
CREATE INDEX "requests_by_sender" ON "requests" USING btree ("sender_id","programme_id");--> statement-breakpoint
CREATE INDEX "requests_by_host" ON "requests" USING btree ("host_id");