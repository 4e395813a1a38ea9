ALTER TABLE "homes" ADD COLUMN "also_tenant" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "also_tenant" text;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "enterprise_id" text;--> statement-breakpoint
CREATE INDEX "accounts_by_user" ON "accounts" USING btree ("user_id");--> statement-breakpoint
-- A Grid organisation stood here in the place of the workspace; the next look keeps the home anew.
DELETE FROM "homes" WHERE "platform" = 'slack' AND "tenant" <> "workspace";
