import { and, asc, eq, gt, lte } from 'drizzle-orm';
import { cohorts } from '#lib/cohorts/server/tables.ts';
import type { CohortRole } from '#lib/cohorts/roles.ts';
import type { Store } from '#lib/server/store/store.ts';
import { threadDoor } from './access.ts';
import { pageOf, POSTS_A_PAGE, within } from './pages.ts';
import { forum } from './tables.ts';

export interface PostView {
	id: string;
	number: number;
	/** Null: a former member, or an account that is gone. */
	alias: string | null;
	role: CohortRole | null;
	mine: boolean;
	/** Language of the page it was written on. */
	locale: string;
	/** `YYYY-MM-DD`. */
	day: string;
	edited: boolean;
	deleted: boolean;
	/** Why a trainer hid it; null when nobody did. */
	hidden: string | null;
	/** Escaped, ready to show. Empty when it is deleted, or hidden from this reader. */
	html: string;
	/** Beyond her reading mark, and somebody else's. */
	unread: boolean;
}

export interface ThreadView {
	id: string;
	cohortId: string;
	/** As typed. Empty for a lesson prompt's thread and when its author deleted it; null while hidden. */
	title: string | null;
	locale: string;
	prompt: { lessonId: string; elementId: string } | null;
	posts: PostView[];
	/** Number of the last post on this page: what a reader has seen when she answers here. */
	seen: number;
	lastNumber: number;
	page: number;
	pages: number;
	/** This page has posts beyond her reading mark. */
	unread: boolean;
	closed: boolean;
	trains: boolean;
}

/**
 * A page of a thread as this member may see it; null when it is not hers to find. Reading writes nothing.
 *
 * @param page from 1; left out: where her reading mark is, so that she lands on what is new
 */
export async function thread(
	store: Store,
	accountId: string,
	threadId: string,
	{ page, now = new Date() }: { page?: number | undefined; now?: Date } = {}
): Promise<ThreadView | null> {
	const { read } = store;
	const door = await threadDoor(read, accountId, threadId, now);
	if (!door) return null;
	const { post: p, hiding, readingMark } = forum(read);
	const { membership: m } = cohorts(read);
	const [mark] = await read
		.select({ number: readingMark.number })
		.from(readingMark)
		.where(and(eq(readingMark.threadId, threadId), eq(readingMark.accountId, accountId)));
	const readTo = mark?.number ?? 0;
	const { id, cohortId, title, locale, lessonId, elementId, lastNumber } = door.thread;
	const pages = pageOf(lastNumber);
	const current = within(page ?? pageOf(readTo + 1), pages);
	const first = (current - 1) * POSTS_A_PAGE;
	const rows = await read
		.select({
			id: p.id,
			number: p.number,
			authorId: p.authorId,
			alias: m.alias,
			role: m.role,
			locale: p.locale,
			day: p.day,
			editedDay: p.editedDay,
			deletedDay: p.deletedDay,
			hidden: hiding.reason,
			html: p.html
		})
		.from(p)
		.leftJoin(hiding, eq(hiding.postId, p.id))
		.leftJoin(m, and(eq(m.accountId, p.authorId), eq(m.cohortId, cohortId)))
		.where(and(eq(p.threadId, threadId), gt(p.number, first), lte(p.number, first + POSTS_A_PAGE)))
		.orderBy(asc(p.number));
	const posts = rows.map(({ authorId, editedDay, deletedDay, html, ...row }): PostView => {
		const mine = authorId === accountId;
		const shown = row.hidden === null || mine || door.trains;
		return {
			...row,
			mine,
			edited: editedDay !== null,
			deleted: deletedDay !== null,
			html: shown ? html : '',
			unread: row.number > readTo && !mine && deletedDay === null
		};
	});
	return {
		id,
		cohortId,
		title: (await titleHidden(store, threadId)) && !door.trains ? null : title,
		locale,
		prompt: lessonId && elementId ? { lessonId, elementId } : null,
		posts,
		seen: rows.at(-1)?.number ?? 0,
		lastNumber,
		page: current,
		pages,
		unread: posts.some((row) => row.unread),
		closed: door.closed,
		trains: door.trains
	};
}

/** The title belongs to the first post, whichever page is shown. */
async function titleHidden({ read }: Store, threadId: string): Promise<boolean> {
	const { post: p, hiding } = forum(read);
	const found = await read
		.select({ id: hiding.postId })
		.from(p)
		.innerJoin(hiding, eq(hiding.postId, p.id))
		.where(and(eq(p.threadId, threadId), eq(p.number, 1)));
	return found.length > 0;
}
