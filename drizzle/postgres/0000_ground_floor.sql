CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"handle" text NOT NULL,
	"handle_key" text NOT NULL,
	"passphrase_hash" text NOT NULL,
	"recovery_hash" text NOT NULL,
	"role" text NOT NULL,
	"locale" text NOT NULL,
	"created_month" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"id" text PRIMARY KEY NOT NULL,
	"idempotency_key" text NOT NULL,
	"account_id" text NOT NULL,
	"lesson_id" text NOT NULL,
	"element_id" text NOT NULL,
	"version_id" text NOT NULL,
	"chosen" jsonb NOT NULL,
	"right" boolean NOT NULL,
	"turn" bigint NOT NULL,
	"day" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bucket" (
	"key" text PRIMARY KEY NOT NULL,
	"level" bigint NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cohort" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"created_by" text,
	"ends_on" text
);
--> statement-breakpoint
CREATE TABLE "cohort_course" (
	"cohort_id" text NOT NULL,
	"course_id" text NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "cohort_course_cohort_id_course_id_pk" PRIMARY KEY("cohort_id","course_id")
);
--> statement-breakpoint
CREATE TABLE "completion" (
	"account_id" text NOT NULL,
	"lesson_id" text NOT NULL,
	"day" text NOT NULL,
	CONSTRAINT "completion_account_id_lesson_id_pk" PRIMARY KEY("account_id","lesson_id")
);
--> statement-breakpoint
CREATE TABLE "course" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"position" bigint NOT NULL,
	"cover" text NOT NULL,
	"hash" text NOT NULL,
	"texts" jsonb NOT NULL,
	CONSTRAINT "course_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "enrolment" (
	"account_id" text NOT NULL,
	"course_id" text NOT NULL,
	"day" text NOT NULL,
	CONSTRAINT "enrolment_account_id_course_id_pk" PRIMARY KEY("account_id","course_id")
);
--> statement-breakpoint
CREATE TABLE "facilitator_guide" (
	"lesson_id" text NOT NULL,
	"locale" text NOT NULL,
	"hash" text NOT NULL,
	"title" text NOT NULL,
	"minutes" bigint NOT NULL,
	"materials" jsonb NOT NULL,
	"html" text NOT NULL,
	CONSTRAINT "facilitator_guide_lesson_id_locale_pk" PRIMARY KEY("lesson_id","locale")
);
--> statement-breakpoint
CREATE TABLE "hiding" (
	"post_id" text PRIMARY KEY NOT NULL,
	"hidden_by" text,
	"reason" text NOT NULL,
	"day" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" text PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"role" text NOT NULL,
	"cohort_id" text,
	"cohort_role" text,
	"created_by" text,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitation_use" (
	"invitation_id" text PRIMARY KEY NOT NULL,
	"day" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lesson" (
	"id" text PRIMARY KEY NOT NULL,
	"course_id" text NOT NULL,
	"number" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lesson_version" (
	"id" text PRIMARY KEY NOT NULL,
	"lesson_id" text NOT NULL,
	"locale" text NOT NULL,
	"status" text NOT NULL,
	"hash" text NOT NULL,
	"follows" text,
	"rendering" text NOT NULL,
	"source" text NOT NULL,
	"about" jsonb NOT NULL,
	"segments" jsonb NOT NULL,
	"answers" jsonb NOT NULL,
	"created_day" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting" (
	"id" text PRIMARY KEY NOT NULL,
	"cohort_id" text NOT NULL,
	"title" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"zone" text NOT NULL,
	"minutes" bigint NOT NULL,
	"place" text NOT NULL,
	"agenda" text NOT NULL,
	"created_by" text
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"cohort_id" text NOT NULL,
	"account_id" text NOT NULL,
	"alias" text NOT NULL,
	"alias_key" text NOT NULL,
	"role" text NOT NULL,
	"day" text NOT NULL,
	CONSTRAINT "membership_cohort_id_account_id_pk" PRIMARY KEY("cohort_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "place" (
	"account_id" text NOT NULL,
	"course_id" text NOT NULL,
	"lesson_id" text NOT NULL,
	"day" text NOT NULL,
	CONSTRAINT "place_account_id_course_id_pk" PRIMARY KEY("account_id","course_id")
);
--> statement-breakpoint
CREATE TABLE "post" (
	"id" text PRIMARY KEY NOT NULL,
	"thread_id" text NOT NULL,
	"author_id" text,
	"number" bigint NOT NULL,
	"idempotency_key" text NOT NULL,
	"locale" text NOT NULL,
	"source" text NOT NULL,
	"html" text NOT NULL,
	"day" text NOT NULL,
	"edited_day" text,
	"deleted_day" text,
	"revision" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "publication" (
	"lesson_id" text NOT NULL,
	"locale" text NOT NULL,
	"version_id" text NOT NULL,
	"day" text NOT NULL,
	CONSTRAINT "publication_lesson_id_locale_pk" PRIMARY KEY("lesson_id","locale")
);
--> statement-breakpoint
CREATE TABLE "reading_mark" (
	"account_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"number" bigint NOT NULL,
	CONSTRAINT "reading_mark_account_id_thread_id_pk" PRIMARY KEY("account_id","thread_id")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"idle_until" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setup" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "thread" (
	"id" text PRIMARY KEY NOT NULL,
	"cohort_id" text NOT NULL,
	"title" text NOT NULL,
	"locale" text NOT NULL,
	"lesson_id" text,
	"element_id" text,
	"activity" bigint NOT NULL,
	"last_number" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_lesson_id_lesson_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lesson"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_course" ADD CONSTRAINT "cohort_course_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_course" ADD CONSTRAINT "cohort_course_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "completion" ADD CONSTRAINT "completion_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "completion" ADD CONSTRAINT "completion_lesson_id_lesson_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lesson"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facilitator_guide" ADD CONSTRAINT "facilitator_guide_lesson_id_lesson_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lesson"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiding" ADD CONSTRAINT "hiding_post_id_post_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."post"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hiding" ADD CONSTRAINT "hiding_hidden_by_account_id_fk" FOREIGN KEY ("hidden_by") REFERENCES "public"."account"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_use" ADD CONSTRAINT "invitation_use_invitation_id_invitation_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_version" ADD CONSTRAINT "lesson_version_lesson_id_lesson_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lesson"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place" ADD CONSTRAINT "place_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place" ADD CONSTRAINT "place_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place" ADD CONSTRAINT "place_lesson_id_lesson_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lesson"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_thread_id_thread_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."thread"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_author_id_account_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."account"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_lesson_id_lesson_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lesson"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_version_id_lesson_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."lesson_version"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_mark" ADD CONSTRAINT "reading_mark_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_mark" ADD CONSTRAINT "reading_mark_thread_id_thread_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."thread"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread" ADD CONSTRAINT "thread_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_handle_key" ON "account" USING btree ("handle_key");--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_idempotency_key" ON "attempt" USING btree ("account_id","idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_turn" ON "attempt" USING btree ("account_id","lesson_id","element_id","turn");--> statement-breakpoint
CREATE INDEX "attempt_lesson" ON "attempt" USING btree ("account_id","lesson_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_code_hash" ON "invitation" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "invitation_cohort" ON "invitation" USING btree ("cohort_id");--> statement-breakpoint
CREATE INDEX "lesson_course" ON "lesson" USING btree ("course_id");--> statement-breakpoint
CREATE INDEX "lesson_version_lesson" ON "lesson_version" USING btree ("lesson_id","locale");--> statement-breakpoint
CREATE INDEX "meeting_cohort" ON "meeting" USING btree ("cohort_id","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "membership_alias" ON "membership" USING btree ("cohort_id","alias_key");--> statement-breakpoint
CREATE INDEX "membership_account" ON "membership" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "post_number" ON "post" USING btree ("thread_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "post_idempotency_key" ON "post" USING btree ("author_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "session_account" ON "session" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "session_ends_at" ON "session" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "thread_cohort" ON "thread" USING btree ("cohort_id","activity");--> statement-breakpoint
CREATE UNIQUE INDEX "thread_prompt" ON "thread" USING btree ("cohort_id","lesson_id","element_id");