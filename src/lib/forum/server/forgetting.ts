import { and, eq, gte, inArray, isNull, notExists, sql } from 'drizzle-orm';
import { endedBefore } from '#lib/cohorts/server/forgetting.ts';
import { cohorts } from '#lib/cohorts/server/tables.ts';
import { dayOf } from '#lib/server/clock.ts';
import type { Tx } from '#lib/server/store/store.ts';
import { forum } from './tables.ts';

/*
 * What this room deletes by itself. Each verb takes the moment before which a row is too old, and says how many
 * rows went. How long each kind is kept stands in operations/server/retention-rules.ts.
 */

/** The conversations of cohorts that ended before that day, with their posts, hidings and reading marks. */
export async function forgetThreads(tx: Tx, before: Date): Promise<number> {
	const { thread } = forum(tx);
	const gone = await tx
		.delete(thread)
		.where(inArray(thread.cohortId, endedBefore(tx, before)))
		.returning({ id: thread.id });
	return gone.length;
}

/** Conversations in which nobody wrote since that day, in cohorts without a last day. */
export async function forgetQuietThreads(tx: Tx, before: Date): Promise<number> {
	const { thread, post } = forum(tx);
	const { cohort } = cohorts(tx);
	const endless = tx.select({ id: cohort.id }).from(cohort).where(isNull(cohort.endsOn));
	const since = tx
		.select({ one: sql`1` })
		.from(post)
		.where(and(eq(post.threadId, thread.id), gte(post.day, dayOf(before))));
	const gone = await tx
		.delete(thread)
		.where(and(inArray(thread.cohortId, endless), notExists(since)))
		.returning({ id: thread.id });
	return gone.length;
}

/** How far people had read in cohorts they are not in any more. */
export async function forgetReadingMarks(tx: Tx): Promise<number> {
	const { readingMark: r, thread } = forum(tx);
	const { membership: m } = cohorts(tx);
	const membership = tx
		.select({ one: sql`1` })
		.from(thread)
		.innerJoin(m, eq(m.cohortId, thread.cohortId))
		.where(and(eq(thread.id, r.threadId), eq(m.accountId, r.accountId)));
	const gone = await tx.delete(r).where(notExists(membership)).returning({ id: r.accountId });
	return gone.length;
}
