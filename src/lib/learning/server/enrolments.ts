import { and, eq, sql } from 'drizzle-orm';
import { courses } from '#lib/courses/server/tables.ts';
import { dayOf } from '#lib/server/clock.ts';
import type { Store, Tx } from '#lib/server/store/store.ts';
import { within, type Person } from './person.ts';
import { learning } from './tables.ts';

/**
 * Puts a course among someone's own. Doing it twice changes nothing.
 *
 * @param on a store, or a transaction the caller has open
 * @returns false when there is no such course
 */
export function enrol(on: Store | Tx, account: Person, courseId: string, now = new Date()): Promise<boolean> {
	return within(on, async (tx) => {
		const { course } = courses(tx);
		const { enrolment } = learning(tx);
		const [known] = await tx.select({ id: course.id }).from(course).where(eq(course.id, courseId));
		if (!known) return false;
		await tx
			.insert(enrolment)
			.values({ accountId: account.id, courseId, day: dayOf(now) })
			.onConflictDoNothing();
		return true;
	});
}

/** Takes a course off someone's list. What she did in it stays hers and comes back if she returns. */
export function leave(on: Store | Tx, account: Person, courseId: string): Promise<void> {
	return within(on, async (tx) => {
		const { enrolment, place } = learning(tx);
		const of = (table: typeof enrolment | typeof place) =>
			and(eq(table.accountId, account.id), eq(table.courseId, courseId));
		await tx.delete(enrolment).where(of(enrolment));
		await tx.delete(place).where(of(place));
	});
}

/** The courses someone is enrolled in: course id and day. */
export function enrolments(store: Store, account: Person): Promise<{ courseId: string; day: string }[]> {
	const query = store.prepared({
		name: 'learning_enrolments',
		build: (read) => {
			const { enrolment } = learning(read);
			return read
				.select({ courseId: enrolment.courseId, day: enrolment.day })
				.from(enrolment)
				.where(eq(enrolment.accountId, sql.placeholder('account')))
				.prepare();
		}
	});
	return query.execute({ account: account.id });
}
