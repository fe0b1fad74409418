CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`handle` text NOT NULL,
	`handle_key` text NOT NULL,
	`passphrase_hash` text NOT NULL,
	`recovery_hash` text NOT NULL,
	`role` text NOT NULL,
	`locale` text NOT NULL,
	`created_month` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_handle_key` ON `account` (`handle_key`);--> statement-breakpoint
CREATE TABLE `attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`idempotency_key` text NOT NULL,
	`account_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`element_id` text NOT NULL,
	`version_id` text NOT NULL,
	`chosen` text NOT NULL,
	`right` integer NOT NULL,
	`turn` integer NOT NULL,
	`day` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`lesson_id`) REFERENCES `lesson`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempt_idempotency_key` ON `attempt` (`account_id`,`idempotency_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `attempt_turn` ON `attempt` (`account_id`,`lesson_id`,`element_id`,`turn`);--> statement-breakpoint
CREATE INDEX `attempt_lesson` ON `attempt` (`account_id`,`lesson_id`);--> statement-breakpoint
CREATE TABLE `bucket` (
	`key` text PRIMARY KEY NOT NULL,
	`level` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `cohort` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`created_by` text,
	`ends_on` text,
	FOREIGN KEY (`created_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE TABLE `cohort_course` (
	`cohort_id` text NOT NULL,
	`course_id` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`cohort_id`, `course_id`),
	FOREIGN KEY (`cohort_id`) REFERENCES `cohort`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `completion` (
	`account_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`day` text NOT NULL,
	PRIMARY KEY(`account_id`, `lesson_id`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`lesson_id`) REFERENCES `lesson`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `course` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`position` integer NOT NULL,
	`cover` text NOT NULL,
	`hash` text NOT NULL,
	`texts` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_slug_unique` ON `course` (`slug`);--> statement-breakpoint
CREATE TABLE `enrolment` (
	`account_id` text NOT NULL,
	`course_id` text NOT NULL,
	`day` text NOT NULL,
	PRIMARY KEY(`account_id`, `course_id`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `facilitator_guide` (
	`lesson_id` text NOT NULL,
	`locale` text NOT NULL,
	`hash` text NOT NULL,
	`title` text NOT NULL,
	`minutes` integer NOT NULL,
	`materials` text NOT NULL,
	`html` text NOT NULL,
	PRIMARY KEY(`lesson_id`, `locale`),
	FOREIGN KEY (`lesson_id`) REFERENCES `lesson`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `hiding` (
	`post_id` text PRIMARY KEY NOT NULL,
	`hidden_by` text,
	`reason` text NOT NULL,
	`day` text NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `post`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`hidden_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`code_hash` text NOT NULL,
	`role` text NOT NULL,
	`cohort_id` text,
	`cohort_role` text,
	`created_by` text,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_code_hash` ON `invitation` (`code_hash`);--> statement-breakpoint
CREATE INDEX `invitation_cohort` ON `invitation` (`cohort_id`);--> statement-breakpoint
CREATE TABLE `invitation_use` (
	`invitation_id` text PRIMARY KEY NOT NULL,
	`day` text NOT NULL,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitation`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `lesson` (
	`id` text PRIMARY KEY NOT NULL,
	`course_id` text NOT NULL,
	`number` integer NOT NULL,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `lesson_course` ON `lesson` (`course_id`);--> statement-breakpoint
CREATE TABLE `lesson_version` (
	`id` text PRIMARY KEY NOT NULL,
	`lesson_id` text NOT NULL,
	`locale` text NOT NULL,
	`status` text NOT NULL,
	`hash` text NOT NULL,
	`follows` text,
	`rendering` text NOT NULL,
	`source` text NOT NULL,
	`about` text NOT NULL,
	`segments` text NOT NULL,
	`answers` text NOT NULL,
	`created_day` text NOT NULL,
	FOREIGN KEY (`lesson_id`) REFERENCES `lesson`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `lesson_version_lesson` ON `lesson_version` (`lesson_id`,`locale`);--> statement-breakpoint
CREATE TABLE `meeting` (
	`id` text PRIMARY KEY NOT NULL,
	`cohort_id` text NOT NULL,
	`title` text NOT NULL,
	`starts_at` integer NOT NULL,
	`zone` text NOT NULL,
	`minutes` integer NOT NULL,
	`place` text NOT NULL,
	`agenda` text NOT NULL,
	`created_by` text,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohort`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`created_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `meeting_cohort` ON `meeting` (`cohort_id`,`starts_at`);--> statement-breakpoint
CREATE TABLE `membership` (
	`cohort_id` text NOT NULL,
	`account_id` text NOT NULL,
	`alias` text NOT NULL,
	`alias_key` text NOT NULL,
	`role` text NOT NULL,
	`day` text NOT NULL,
	PRIMARY KEY(`cohort_id`, `account_id`),
	FOREIGN KEY (`cohort_id`) REFERENCES `cohort`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `membership_alias` ON `membership` (`cohort_id`,`alias_key`);--> statement-breakpoint
CREATE INDEX `membership_account` ON `membership` (`account_id`);--> statement-breakpoint
CREATE TABLE `place` (
	`account_id` text NOT NULL,
	`course_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`day` text NOT NULL,
	PRIMARY KEY(`account_id`, `course_id`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`lesson_id`) REFERENCES `lesson`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `post` (
	`id` text PRIMARY KEY NOT NULL,
	`thread_id` text NOT NULL,
	`author_id` text,
	`number` integer NOT NULL,
	`idempotency_key` text NOT NULL,
	`locale` text NOT NULL,
	`source` text NOT NULL,
	`html` text NOT NULL,
	`day` text NOT NULL,
	`edited_day` text,
	`deleted_day` text,
	`revision` integer NOT NULL,
	FOREIGN KEY (`thread_id`) REFERENCES `thread`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`author_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `post_number` ON `post` (`thread_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `post_idempotency_key` ON `post` (`author_id`,`idempotency_key`);--> statement-breakpoint
CREATE TABLE `publication` (
	`lesson_id` text NOT NULL,
	`locale` text NOT NULL,
	`version_id` text NOT NULL,
	`day` text NOT NULL,
	PRIMARY KEY(`lesson_id`, `locale`),
	FOREIGN KEY (`lesson_id`) REFERENCES `lesson`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`version_id`) REFERENCES `lesson_version`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `reading_mark` (
	`account_id` text NOT NULL,
	`thread_id` text NOT NULL,
	`number` integer NOT NULL,
	PRIMARY KEY(`account_id`, `thread_id`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`thread_id`) REFERENCES `thread`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`secret_hash` text NOT NULL,
	`kind` text NOT NULL,
	`created_at` integer NOT NULL,
	`idle_until` integer NOT NULL,
	`ends_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `session_account` ON `session` (`account_id`);--> statement-breakpoint
CREATE INDEX `session_ends_at` ON `session` (`ends_at`);--> statement-breakpoint
CREATE TABLE `setup` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `thread` (
	`id` text PRIMARY KEY NOT NULL,
	`cohort_id` text NOT NULL,
	`title` text NOT NULL,
	`locale` text NOT NULL,
	`lesson_id` text,
	`element_id` text,
	`activity` integer NOT NULL,
	`last_number` integer NOT NULL,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohort`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `thread_cohort` ON `thread` (`cohort_id`,`activity`);--> statement-breakpoint
CREATE UNIQUE INDEX `thread_prompt` ON `thread` (`cohort_id`,`lesson_id`,`element_id`);