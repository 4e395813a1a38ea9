ALTER TABLE "cards" ADD COLUMN "true_until" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "cards_true_until" ON "cards" USING btree ("true_until");