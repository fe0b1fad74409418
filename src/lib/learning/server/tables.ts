import { accounts } from '#lib/accounts/server/tables.ts';
import { courses } from '#lib/courses/server/tables.ts';
import { defineTables } from '#lib/server/store/tables.ts';

export const learning = defineTables(
	({ engine, table, str, int, bool, json, index, uniqueIndex, primaryKey }) => {
		const { account } = accounts({ engine });
		const { course, lesson } = courses({ engine });
		const owner = () =>
			str('account_id')
				.notNull()
				.references(() => account.id, { onDelete: 'cascade' });
		const lessonRef = () =>
			str('lesson_id')
				.notNull()
				.references(() => lesson.id, { onDelete: 'cascade' });

		const enrolment = table(
			'enrolment',
			{
				accountId: owner(),
				courseId: str('course_id')
					.notNull()
					.references(() => course.id, { onDelete: 'cascade' }),
				day: str('day').notNull()
			},
			(t) => [primaryKey({ columns: [t.accountId, t.courseId] })]
		);
		/** One answer to one element. Facts are added, never changed; the newest is what the page shows. */
		const attempt = table(
			'attempt',
			{
				id: str('id').primaryKey(),
				/** Made by the form: a resend of the same form changes nothing. */
				idempotencyKey: str('idempotency_key').notNull(),
				accountId: owner(),
				lessonId: lessonRef(),
				elementId: str('element_id').notNull(),
				/** The text it answered, so that choices keep their meaning when the lesson is edited. */
				versionId: str('version_id').notNull(),
				chosen: json<string[]>('chosen').notNull(),
				right: bool('right').notNull(),
				/** Newest last within (account, lesson, element); attempts carry no time of day. */
				turn: int('turn').notNull(),
				day: str('day').notNull()
			},
			(t) => [
				uniqueIndex('attempt_idempotency_key').on(t.accountId, t.idempotencyKey),
				uniqueIndex('attempt_turn').on(t.accountId, t.lessonId, t.elementId, t.turn),
				index('attempt_lesson').on(t.accountId, t.lessonId)
			]
		);
		const completion = table(
			'completion',
			{ accountId: owner(), lessonId: lessonRef(), day: str('day').notNull() },
			(t) => [primaryKey({ columns: [t.accountId, t.lessonId] })]
		);
		/** Where someone stopped: the last lesson opened in each course. */
		const place = table(
			'place',
			{
				accountId: owner(),
				courseId: str('course_id')
					.notNull()
					.references(() => course.id, { onDelete: 'cascade' }),
				lessonId: lessonRef(),
				day: str('day').notNull()
			},
			(t) => [primaryKey({ columns: [t.accountId, t.courseId] })]
		);
		return { enrolment, attempt, completion, place };
	}
);
