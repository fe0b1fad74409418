import { and, eq } from 'drizzle-orm';
import { isEnded } from '#lib/cohorts/server/cohorts.ts';
import { cohorts } from '#lib/cohorts/server/tables.ts';
import type { Reader } from '#lib/server/store/store.ts';
import { forum } from './tables.ts';

export interface Door {
	cohortId: string;
	/** May hide, and read what is hidden. */
	trains: boolean;
	/** The cohort has ended: what is written stays readable, nothing new is written. */
	closed: boolean;
}

/** The cohort as its forum's door: null for everybody who is not a member. */
export async function cohortDoor(
	read: Reader,
	accountId: string,
	cohortId: string,
	now: Date
): Promise<Door | null> {
	const { cohort: c, membership: m } = cohorts(read);
	const [row] = await read
		.select({ role: m.role, endsOn: c.endsOn })
		.from(m)
		.innerJoin(c, eq(c.id, m.cohortId))
		.where(and(eq(m.cohortId, cohortId), eq(m.accountId, accountId)));
	return row ? { cohortId, trains: row.role === 'trainer', closed: isEnded(row.endsOn, now) } : null;
}

/** A thread she can reach, with its door; null when there is none or it is not hers to read. */
export async function threadDoor(read: Reader, accountId: string, threadId: string, now: Date) {
	const { thread } = forum(read);
	const [row] = await read.select().from(thread).where(eq(thread.id, threadId));
	const door = row && (await cohortDoor(read, accountId, row.cohortId, now));
	return row && door ? { ...door, thread: row } : null;
}

/** A post she can reach, with its door and its thread. */
export async function postDoor(read: Reader, accountId: string, postId: string, now: Date) {
	const { post } = forum(read);
	const [row] = await read.select().from(post).where(eq(post.id, postId));
	const door = row && (await threadDoor(read, accountId, row.threadId, now));
	return row && door ? { ...door, post: row, mine: row.authorId === accountId } : null;
}
