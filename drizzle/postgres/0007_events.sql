CREATE TABLE "reset" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"started_by" text NOT NULL,
	"started_day" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reset_vouch" (
	"reset_id" text PRIMARY KEY NOT NULL,
	"by_id" text,
	"opens_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "security_event" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"kind" text NOT NULL,
	"actor" text NOT NULL,
	"by_id" text,
	"hour" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suspension" (
	"account_id" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"by_id" text,
	"day" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reset" ADD CONSTRAINT "reset_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reset" ADD CONSTRAINT "reset_started_by_account_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reset_vouch" ADD CONSTRAINT "reset_vouch_reset_id_reset_id_fk" FOREIGN KEY ("reset_id") REFERENCES "public"."reset"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reset_vouch" ADD CONSTRAINT "reset_vouch_by_id_account_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."account"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "security_event" ADD CONSTRAINT "security_event_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "security_event" ADD CONSTRAINT "security_event_by_id_account_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."account"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspension" ADD CONSTRAINT "suspension_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspension" ADD CONSTRAINT "suspension_by_id_account_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."account"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reset_account" ON "reset" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reset_code_hash" ON "reset" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "security_event_account" ON "security_event" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "security_event_hour" ON "security_event" USING btree ("hour");