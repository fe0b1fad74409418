import { and, eq, exists, inArray, sql } from 'drizzle-orm';
import { named } from '#lib/courses/server/statement.ts';
import { courses } from '#lib/courses/server/tables.ts';
import { dayOf } from '#lib/server/clock.ts';
import type { Store, Tx } from '#lib/server/store/store.ts';
import { heldBy } from './held.ts';
import { within, type Person } from './person.ts';
import { movePlace } from './places.ts';
import { learning } from './tables.ts';

/**
 * The learner says a lesson is done. Saying it twice changes nothing.
 *
 * @returns false when no such lesson is published
 */
export function complete(
	on: Store | Tx,
	account: Person,
	lessonId: string,
	now = new Date()
): Promise<boolean> {
	return within(on, async (tx) => {
		const { lesson, publication } = courses(tx);
		const { completion } = learning(tx);
		const published = tx
			.select({ one: sql`1` })
			.from(publication)
			.where(eq(publication.lessonId, lesson.id));
		const [known] = await tx
			.select({ courseId: lesson.courseId })
			.from(lesson)
			.where(and(eq(lesson.id, lessonId), exists(published)));
		if (!known) return false;
		const day = dayOf(now);
		await tx.insert(completion).values({ accountId: account.id, lessonId, day }).onConflictDoNothing();
		await movePlace(tx, account, known.courseId, lessonId, day);
		return true;
	});
}

/** The learner takes her own mark back. Her answers stay. */
export function reopen(on: Store | Tx, account: Person, lessonId: string): Promise<void> {
	return within(on, async (tx) => {
		const { completion } = learning(tx);
		await tx
			.delete(completion)
			.where(and(eq(completion.accountId, account.id), eq(completion.lessonId, lessonId)));
	});
}

/**
 * Completes a lesson when every required element has a right answer. Never takes a completion back.
 * One statement, inside the transaction that stored the answer.
 *
 * @returns true when it is completed by this
 */
export async function completeWhenAnswered(
	tx: Tx,
	account: Person,
	lessonId: string,
	required: string[],
	day: string
): Promise<boolean> {
	if (!required.length) return false;
	const elements = Object.fromEntries(required.map((id, index) => [`element${index}`, id]));
	const query = heldBy(tx, `learning_complete_${required.length}`, (tx, name) => {
		const { attempt, completion } = learning(tx);
		const answered = tx
			.select({
				accountId: attempt.accountId,
				lessonId: attempt.lessonId,
				day: sql`${sql.placeholder('day')}`.as('day')
			})
			.from(attempt)
			.where(
				and(
					eq(attempt.accountId, sql.placeholder('account')),
					eq(attempt.lessonId, sql.placeholder('lesson')),
					eq(attempt.right, true),
					inArray(
						attempt.elementId,
						required.map((_, index) => sql.placeholder(`element${index}`))
					)
				)
			)
			.groupBy(attempt.accountId, attempt.lessonId)
			.having(eq(sql`count(distinct ${attempt.elementId})`, required.length));
		return named(
			tx.insert(completion).select(answered).onConflictDoNothing().returning({ day: completion.day }),
			name
		);
	});
	const done = await query.execute({ account: account.id, lesson: lessonId, day, ...elements });
	return done.length > 0;
}
