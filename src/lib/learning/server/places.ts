import { and, eq, ne, sql } from 'drizzle-orm';
import { named } from '#lib/courses/server/statement.ts';
import { courses } from '#lib/courses/server/tables.ts';
import { dayOf } from '#lib/server/clock.ts';
import type { Store, Tx } from '#lib/server/store/store.ts';
import { heldBy } from './held.ts';
import { within, type Person } from './person.ts';
import { learning } from './tables.ts';

/**
 * Remembers where someone is in a course. Reading a page never changes anything, so her place moves when she
 * acts: at her first answer to an element, when a lesson is done, or when she presses "continue".
 *
 * @returns false when there is no such lesson in that course
 */
export function keepPlace(
	on: Store | Tx,
	account: Person,
	courseId: string,
	lessonId: string,
	now = new Date()
): Promise<boolean> {
	return within(on, async (tx) => {
		const { lesson } = courses(tx);
		const [known] = await tx
			.select({ id: lesson.id })
			.from(lesson)
			.where(and(eq(lesson.id, lessonId), eq(lesson.courseId, courseId)));
		if (!known) return false;
		await movePlace(tx, account, courseId, lessonId, dayOf(now));
		return true;
	});
}

/** The same for a lesson that is known to be there. One statement, which writes nothing when she is there already. */
export async function movePlace(tx: Tx, account: Person, courseId: string, lessonId: string, day: string) {
	const query = heldBy(tx, 'learning_move_place', (tx, name) => {
		const { place } = learning(tx);
		return named(
			tx
				.insert(place)
				.values({
					accountId: sql.placeholder('account'),
					courseId: sql.placeholder('courseId'),
					lessonId: sql.placeholder('lessonId'),
					day: sql.placeholder('day')
				})
				.onConflictDoUpdate({
					target: [place.accountId, place.courseId],
					set: { lessonId: sql`excluded.lesson_id`, day: sql`excluded.day` },
					setWhere: ne(place.lessonId, sql`excluded.lesson_id`)
				}),
			name
		);
	});
	await query.execute({ account: account.id, courseId, lessonId, day });
}
