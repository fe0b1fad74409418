import { eq } from 'drizzle-orm';
import { dayOf } from '#lib/server/clock.ts';
import type { Store } from '#lib/server/store/store.ts';
import { postDoor } from './access.ts';
import { pageOf } from './pages.ts';
import { forum } from './tables.ts';
import { written } from './writing.ts';

/** One's own post, to edit or delete it; null when it is gone, or somebody else's. */
export async function ownPost(store: Store, accountId: string, postId: string, now = new Date()) {
	const found = await postDoor(store.read, accountId, postId, now);
	if (!found?.mine || found.post.deletedDay) return null;
	const { id, threadId, number, source, html, revision } = found.post;
	return {
		id,
		threadId,
		cohortId: found.cohortId,
		number,
		page: pageOf(number),
		source,
		html,
		revision,
		closed: found.closed
	};
}

/**
 * Changes one's own post. No older text is kept.
 *
 * @param typed `revision` is the one the form was made from; when the post has moved on since, nothing is
 * written and the newer text comes back
 * @returns null when it is not hers to change
 */
export async function edit(
	store: Store,
	accountId: string,
	postId: string,
	typed: { source: string; locale: string; revision: number },
	now = new Date()
) {
	const text = written(typed.source, typed.locale);
	return store.write(async (tx) => {
		const found = await postDoor(tx, accountId, postId, now);
		if (!found?.mine || found.post.deletedDay) return null;
		if (!text.ok) return text;
		if (found.closed) return { ok: false as const, reason: 'closed' as const };
		const { threadId, number, revision, source } = found.post;
		const done = { ok: true as const, threadId, page: pageOf(number), number };
		// The same form sent twice: the second finds its own words already there.
		if (source === text.source) return done;
		if (revision !== typed.revision)
			return { ok: false as const, reason: 'stale' as const, source, revision };
		const { post } = forum(tx);
		await tx
			.update(post)
			.set({
				source: text.source,
				html: text.html,
				locale: typed.locale,
				editedDay: dayOf(now),
				revision: revision + 1
			})
			.where(eq(post.id, postId));
		return done;
	});
}

/**
 * Deletes one's own post, in a closed cohort too: the text is gone at once, the row stays so that numbers hold.
 * With the first post goes the title she gave the thread. Deleting again changes nothing.
 *
 * @returns null when it is not hers to delete
 */
export function erase(store: Store, accountId: string, postId: string, now = new Date()) {
	return store.write(async (tx) => {
		const found = await postDoor(tx, accountId, postId, now);
		if (!found?.mine) return null;
		const { id, threadId, number, revision, deletedDay } = found.post;
		const done = { ok: true as const, threadId, page: pageOf(number), number };
		if (deletedDay) return done;
		const { post, hiding, thread } = forum(tx);
		await tx
			.update(post)
			.set({ source: '', html: '', deletedDay: dayOf(now), revision: revision + 1 })
			.where(eq(post.id, id));
		await tx.delete(hiding).where(eq(hiding.postId, id));
		if (number === 1) await tx.update(thread).set({ title: '' }).where(eq(thread.id, threadId));
		return done;
	});
}
