import { and, count, desc, eq, gt, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import { newId } from '#lib/server/secrets.ts';
import type { Reader, Store } from '#lib/server/store/store.ts';
import { cohortDoor } from './access.ts';
import { within, THREADS_A_PAGE } from './pages.ts';
import { append, hold, nextActivity, type NewPost, type Refused, type Written } from './posts.ts';
import { markUpTo } from './reading-marks.ts';
import { forum } from './tables.ts';
import { writeInTurn } from './turns.ts';
import { line, LONGEST_TITLE, written } from './writing.ts';

export interface ThreadSummary {
	id: string;
	/** As typed. Empty for a lesson prompt's thread and when its author deleted it; null while hidden. */
	title: string | null;
	/** Set when the thread answers a lesson's prompt. */
	lessonId: string | null;
	posts: number;
	/** Posts by others since her reading mark. */
	unread: number;
	/** Day of the last post. */
	lastDay: string;
}

/** A page of a cohort's threads, the liveliest first; null for everybody but its members. */
export async function threads(
	store: Store,
	accountId: string,
	cohortId: string,
	{ page = 1, now = new Date() } = {}
) {
	const { read } = store;
	const door = await cohortDoor(read, accountId, cohortId, now);
	if (!door) return null;
	const { thread: t, post: p, readingMark: mark } = forum(read);
	const pages = Math.max(1, Math.ceil((await read.$count(t, eq(t.cohortId, cohortId))) / THREADS_A_PAGE));
	const current = within(page, pages);
	const rows = await read
		.select({ id: t.id, title: t.title, lessonId: t.lessonId, lastNumber: t.lastNumber, unread: count(p.id) })
		.from(t)
		.leftJoin(mark, and(eq(mark.threadId, t.id), eq(mark.accountId, accountId)))
		.leftJoin(
			p,
			and(
				eq(p.threadId, t.id),
				gt(p.number, sql`coalesce(${mark.number}, 0)`),
				isNull(p.deletedDay),
				or(isNull(p.authorId), ne(p.authorId, accountId))
			)
		)
		.where(eq(t.cohortId, cohortId))
		.groupBy(t.id)
		.orderBy(desc(t.activity), desc(t.id))
		.limit(THREADS_A_PAGE)
		.offset((current - 1) * THREADS_A_PAGE);
	const ends = await endsOf(
		read,
		rows.map((row) => row.id)
	);
	const list = rows.map(({ lastNumber, ...row }): ThreadSummary => {
		const end = ends.get(row.id);
		const title = end?.firstHidden && !door.trains ? null : row.title;
		return { ...row, title, posts: lastNumber, lastDay: end?.lastDay ?? '' };
	});
	return { threads: list, page: current, pages, closed: door.closed, trains: door.trains };
}

/** Of each thread the last post's day, and whether the first post, which the title belongs to, is hidden. */
async function endsOf(read: Reader, threadIds: string[]) {
	const ends = new Map<string, { lastDay: string; firstHidden: boolean }>();
	if (!threadIds.length) return ends;
	const { thread: t, post: p, hiding } = forum(read);
	const rows = await read
		.select({ threadId: p.threadId, number: p.number, day: p.day, hidden: hiding.postId })
		.from(t)
		.innerJoin(p, and(eq(p.threadId, t.id), or(eq(p.number, 1), eq(p.number, t.lastNumber))))
		.leftJoin(hiding, eq(hiding.postId, p.id))
		.where(inArray(t.id, threadIds))
		.orderBy(p.number);
	for (const { threadId, number, day, hidden } of rows) {
		const firstHidden = number === 1 ? hidden !== null : (ends.get(threadId)?.firstHidden ?? false);
		ends.set(threadId, { lastDay: day, firstHidden });
	}
	return ends;
}

/**
 * Begins a thread with its first post, both or neither.
 * @returns null when the cohort is not hers to find
 */
export async function startThread(
	store: Store,
	accountId: string,
	cohortId: string,
	typed: NewPost & { title: string },
	now = new Date()
): Promise<Written | Refused | { ok: false; reason: 'title-empty' | 'title-long' } | null> {
	if (!(await cohortDoor(store.read, accountId, cohortId, now))) return null;
	const title = line(typed.title, LONGEST_TITLE);
	if (!title.ok) return { ok: false, reason: `title-${title.reason}` };
	const text = written(typed.source, typed.locale);
	if (!text.ok) return text;
	return writeInTurn(store, cohortId, async (tx) => {
		const door = await cohortDoor(tx, accountId, cohortId, now);
		if (!door) return null;
		const held = await hold(tx, accountId, door, typed.key);
		if (held) return held;
		const { thread } = forum(tx);
		const id = newId();
		const activity = await nextActivity(tx, cohortId);
		const row = { id, cohortId, title: title.text, locale: typed.locale, activity, lastNumber: 0 };
		await tx.insert(thread).values(row);
		const done = await append(tx, accountId, row, { ...typed, ...text }, now);
		await markUpTo(tx, accountId, id, done.number);
		return done;
	});
}
