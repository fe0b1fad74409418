import { and, eq, exists, inArray, lt, not, notExists, or, sql } from 'drizzle-orm';
import { courses } from '#lib/courses/server/tables.ts';
import { dayOf } from '#lib/server/clock.ts';
import type { Tx } from '#lib/server/store/store.ts';
import { learning } from './tables.ts';

/*
 * What this room deletes by itself. Each verb takes the moment before which a row is too old, and says how many
 * rows went. How long each kind is kept stands in operations/server/retention-rules.ts.
 */

/** How many accounts are named in one statement. */
const CHUNK = 500;

/**
 * Answers given before that day. Right ones in a lesson that is not done yet stay: they still count towards it.
 * That a lesson is done stays in any case.
 */
export async function forgetAttempts(tx: Tx, before: Date): Promise<number> {
	const { attempt, completion } = learning(tx);
	const done = tx
		.select({ one: sql`1` })
		.from(completion)
		.where(and(eq(completion.accountId, attempt.accountId), eq(completion.lessonId, attempt.lessonId)));
	const gone = await tx
		.delete(attempt)
		.where(and(lt(attempt.day, dayOf(before)), or(not(eq(attempt.right, true)), exists(done))))
		.returning({ id: attempt.id });
	return gone.length;
}

/**
 * Where people stopped in a course that is over for them and that they did not touch since: because they did all
 * of it, or because the groups that took it have ended.
 *
 * @param over for each course, whose groups have ended
 */
export async function forgetPlaces(tx: Tx, before: Date, over: Map<string, string[]>): Promise<number> {
	const { place, completion } = learning(tx);
	const { lesson, publication } = courses(tx);
	const old = lt(place.day, dayOf(before));
	const completed = tx
		.select({ one: sql`1` })
		.from(completion)
		.where(and(eq(completion.accountId, place.accountId), eq(completion.lessonId, lesson.id)));
	const open = tx
		.select({ one: sql`1` })
		.from(lesson)
		.innerJoin(publication, eq(publication.lessonId, lesson.id))
		.where(and(eq(lesson.courseId, place.courseId), notExists(completed)));
	const finished = await tx
		.delete(place)
		.where(and(old, notExists(open)))
		.returning({ id: place.accountId });
	let count = finished.length;
	for (const [courseId, accountIds] of over)
		for (let from = 0; from < accountIds.length; from += CHUNK) {
			const some = inArray(place.accountId, accountIds.slice(from, from + CHUNK));
			const gone = await tx
				.delete(place)
				.where(and(old, eq(place.courseId, courseId), some))
				.returning({ id: place.accountId });
			count += gone.length;
		}
	return count;
}
