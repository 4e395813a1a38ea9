CREATE TABLE "teams_conversations" (
	"tenant" text NOT NULL,
	"receiver" text NOT NULL,
	"conversation" text,
	"service_url" text NOT NULL,
	"member" text,
	"team" text,
	"written_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "teams_conversations_tenant_receiver_pk" PRIMARY KEY("tenant","receiver")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "used_at" timestamp (3) with time zone;