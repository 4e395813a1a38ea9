CREATE TABLE "home_marks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "home_marks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organisation_id" text,
	"person_id" uuid
);
--> statement-breakpoint
CREATE TABLE "homes" (
	"platform" text NOT NULL,
	"workspace" text NOT NULL,
	"tenant" text NOT NULL,
	"user_id" text NOT NULL,
	"stale" boolean NOT NULL,
	"drawn_at" timestamp (3) with time zone,
	"valid_until" timestamp (3) with time zone,
	"digest" text,
	"hash" text,
	"available_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"leased_by" uuid,
	"leased_until" timestamp (3) with time zone,
	CONSTRAINT "homes_platform_workspace_tenant_user_id_pk" PRIMARY KEY("platform","workspace","tenant","user_id"),
	CONSTRAINT "homes_platform_known" CHECK ("homes"."platform" in ('slack', 'teams'))
);
