ALTER TABLE "workspaces" ADD COLUMN "sealed_refresh_token" text;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "token_expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "renewal_leased_by" uuid;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "renewal_leased_until" timestamp (3) with time zone;