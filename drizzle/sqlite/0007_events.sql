CREATE TABLE `reset` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`started_by` text NOT NULL,
	`started_day` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`started_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reset_account` ON `reset` (`account_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `reset_code_hash` ON `reset` (`code_hash`);--> statement-breakpoint
CREATE TABLE `reset_vouch` (
	`reset_id` text PRIMARY KEY NOT NULL,
	`by_id` text,
	`opens_at` integer NOT NULL,
	FOREIGN KEY (`reset_id`) REFERENCES `reset`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`by_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE TABLE `security_event` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`kind` text NOT NULL,
	`actor` text NOT NULL,
	`by_id` text,
	`hour` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`by_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `security_event_account` ON `security_event` (`account_id`);--> statement-breakpoint
CREATE INDEX `security_event_hour` ON `security_event` (`hour`);--> statement-breakpoint
CREATE TABLE `suspension` (
	`account_id` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`by_id` text,
	`day` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`by_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE set null
);
