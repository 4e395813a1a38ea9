ALTER TABLE "programme_versions" ADD COLUMN "origin" text DEFAULT 'notification' NOT NULL;--> statement-breakpoint
ALTER TABLE "programme_versions" ADD COLUMN "amendment_number" integer;--> statement-breakpoint
ALTER TABLE "programme_versions" ADD CONSTRAINT "programme_versions_origin_known" CHECK ("programme_versions"."origin" in ('notification', 'correction', 'addendum', 'revision'));