import { accounts } from '#lib/accounts/server/tables.ts';
import { cohorts } from '#lib/cohorts/server/tables.ts';
import { defineTables } from '#lib/server/store/tables.ts';

export const forum = defineTables(({ engine, table, str, int, index, uniqueIndex, primaryKey }) => {
	const { account } = accounts({ engine });
	const { cohort } = cohorts({ engine });
	const thread = table(
		'thread',
		{
			id: str('id').primaryKey(),
			cohortId: str('cohort_id')
				.notNull()
				.references(() => cohort.id, { onDelete: 'cascade' }),
			/** As typed; empty for a lesson prompt's thread, whose title is the lesson's in the reader's language. */
			title: str('title').notNull(),
			locale: str('locale').notNull(),
			/** Set when the thread answers a discussion prompt: at most one thread per prompt and cohort. */
			lessonId: str('lesson_id'),
			elementId: str('element_id'),
			/** Orders threads without a time: the cohort's running number at the last post. */
			activity: int('activity').notNull(),
			/** How many posts were ever written in it: the last post's number. */
			lastNumber: int('last_number').notNull()
		},
		(t) => [
			index('thread_cohort').on(t.cohortId, t.activity),
			uniqueIndex('thread_prompt').on(t.cohortId, t.lessonId, t.elementId)
		]
	);
	const post = table(
		'post',
		{
			id: str('id').primaryKey(),
			threadId: str('thread_id')
				.notNull()
				.references(() => thread.id, { onDelete: 'cascade' }),
			/** Null when the author's account is gone: "a former member". */
			authorId: str('author_id').references(() => account.id, { onDelete: 'set null' }),
			/** 1, 2, 3… in the thread: order without a time. */
			number: int('number').notNull(),
			idempotencyKey: str('idempotency_key').notNull(),
			locale: str('locale').notNull(),
			/** Emptied when the author deletes it; the row stays so that numbers and reading marks hold. */
			source: str('source').notNull(),
			html: str('html').notNull(),
			/** `YYYY-MM-DD`: days, not minutes, are shown and kept. */
			day: str('day').notNull(),
			editedDay: str('edited_day'),
			deletedDay: str('deleted_day'),
			/** Raised at every edit: a stale edit form is told so and loses nothing. */
			revision: int('revision').notNull()
		},
		(t) => [
			uniqueIndex('post_number').on(t.threadId, t.number),
			uniqueIndex('post_idempotency_key').on(t.authorId, t.idempotencyKey)
		]
	);
	/** A trainer hid a post, and said why. Showing it again removes the row. */
	const hiding = table('hiding', {
		postId: str('post_id')
			.primaryKey()
			.references(() => post.id, { onDelete: 'cascade' }),
		hiddenBy: str('hidden_by').references(() => account.id, { onDelete: 'set null' }),
		reason: str('reason').notNull(),
		day: str('day').notNull()
	});
	/** How far someone has read. For herself alone: nobody else ever sees it. */
	const readingMark = table(
		'reading_mark',
		{
			accountId: str('account_id')
				.notNull()
				.references(() => account.id, { onDelete: 'cascade' }),
			threadId: str('thread_id')
				.notNull()
				.references(() => thread.id, { onDelete: 'cascade' }),
			number: int('number').notNull()
		},
		(t) => [primaryKey({ columns: [t.accountId, t.threadId] })]
	);
	return { thread, post, hiding, readingMark };
});
