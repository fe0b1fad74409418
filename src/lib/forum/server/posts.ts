import { and, eq, max } from 'drizzle-orm';
import { accounts } from '#lib/accounts/server/tables.ts';
import { dayOf, minutes } from '#lib/server/clock.ts';
import { takeToken, type Limit } from '#lib/server/rate-limits.ts';
import { fingerprint, newId } from '#lib/server/secrets.ts';
import type { Store, Tx } from '#lib/server/store/store.ts';
import { threadDoor, type Door } from './access.ts';
import { markUpTo } from './reading-marks.ts';
import { forum } from './tables.ts';
import { pageOf } from './pages.ts';
import { writeInTurn } from './turns.ts';
import { written } from './writing.ts';

/** Ten posts at once, then one a minute, over all her cohorts. */
const PACE: Limit = { burst: 10, refill: minutes(1) };

/** A post as its form sends it. */
export interface NewPost {
	source: string;
	/** Language of the page it was written on. */
	locale: string;
	/** Made with the form: a resend of the same form changes nothing. */
	key: string;
}

/** Where a post stands: just written, or written before by the same form. */
export interface Written {
	ok: true;
	threadId: string;
	postId: string;
	number: number;
	/** Of the thread, where the post stands. */
	page: number;
}

export type Refused =
	| { ok: false; reason: 'empty' | 'long' | 'closed' }
	/** Too many posts at once: again in so many seconds. */
	| { ok: false; reason: 'slow'; seconds: number };

/**
 * Answers in a thread.
 *
 * @param seen number of the last post the writer had before her: what came between stays unread
 * @returns null when the thread is not hers to find
 */
export async function reply(
	store: Store,
	accountId: string,
	threadId: string,
	typed: NewPost & { seen: number },
	now = new Date()
): Promise<Written | Refused | null> {
	const found = await threadDoor(store.read, accountId, threadId, now);
	if (!found) return null;
	const text = written(typed.source, typed.locale);
	if (!text.ok) return text;
	return writeInTurn(store, found.cohortId, async (tx) => {
		const door = await threadDoor(tx, accountId, threadId, now);
		if (!door) return null;
		const held = await hold(tx, accountId, door, typed.key);
		if (held) return held;
		const done = await append(tx, accountId, door.thread, { ...typed, ...text }, now);
		await markUpTo(tx, accountId, threadId, typed.seen >= done.number - 1 ? done.number : typed.seen);
		return done;
	});
}

/** Inside a transaction, before writing: the same form sent again, or a reason to write nothing. */
export async function hold(
	tx: Tx,
	accountId: string,
	door: Door,
	key: string
): Promise<Written | Refused | null> {
	const { post } = forum(tx);
	const [same] = await tx
		.select({ postId: post.id, threadId: post.threadId, number: post.number })
		.from(post)
		.where(and(eq(post.authorId, accountId), eq(post.idempotencyKey, key)));
	if (same) return { ok: true, ...same, page: pageOf(same.number) };
	if (door.closed) return { ok: false, reason: 'closed' };
	const seconds = await takeToken(tx, accounts(tx).bucket, fingerprint(`post/${accountId}`), PACE);
	return seconds ? { ok: false, reason: 'slow', seconds } : null;
}

/** Inside a transaction: writes the next post of a thread and moves the thread to the top of its cohort. */
export async function append(
	tx: Tx,
	authorId: string,
	thread: { id: string; cohortId: string; lastNumber: number },
	{ source, html, locale, key }: NewPost & { html: string },
	now: Date
): Promise<Written> {
	const { post, thread: t } = forum(tx);
	const number = thread.lastNumber + 1;
	const activity = await nextActivity(tx, thread.cohortId);
	await tx.update(t).set({ lastNumber: number, activity }).where(eq(t.id, thread.id));
	const id = newId();
	await tx.insert(post).values({
		id,
		threadId: thread.id,
		authorId,
		number,
		idempotencyKey: key,
		locale,
		source,
		html,
		day: dayOf(now),
		revision: 1
	});
	return { ok: true, threadId: thread.id, postId: id, number, page: pageOf(number) };
}

/** The cohort's running number of posts: it orders threads without keeping a time. */
export async function nextActivity(tx: Tx, cohortId: string): Promise<number> {
	const { thread } = forum(tx);
	const [row] = await tx
		.select({ last: max(thread.activity) })
		.from(thread)
		.where(eq(thread.cohortId, cohortId));
	return Number(row?.last ?? 0) + 1;
}
