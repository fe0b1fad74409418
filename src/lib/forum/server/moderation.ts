import { eq } from 'drizzle-orm';
import { dayOf } from '#lib/server/clock.ts';
import type { Store } from '#lib/server/store/store.ts';
import { postDoor } from './access.ts';
import { pageOf } from './pages.ts';
import { forum } from './tables.ts';
import { line, LONGEST_REASON } from './writing.ts';

/**
 * A trainer of the cohort hides a post and says why, to everybody in it. Hiding again changes the reason.
 * @returns null when there is no such post for her, or she is no trainer of this cohort
 */
export function hide(store: Store, trainerId: string, postId: string, typed: string, now = new Date()) {
	const reason = line(typed, LONGEST_REASON);
	return store.write(async (tx) => {
		const found = await postDoor(tx, trainerId, postId, now);
		if (!found?.trains || found.post.deletedDay) return null;
		if (!reason.ok) return reason;
		const { hiding } = forum(tx);
		const words = { hiddenBy: trainerId, reason: reason.text, day: dayOf(now) };
		await tx
			.insert(hiding)
			.values({ postId, ...words })
			.onConflictDoUpdate({ target: hiding.postId, set: words });
		return placed(found.post);
	});
}

/** Shows a hidden post again. */
export function unhide(store: Store, trainerId: string, postId: string, now = new Date()) {
	return store.write(async (tx) => {
		const found = await postDoor(tx, trainerId, postId, now);
		if (!found?.trains) return null;
		const { hiding } = forum(tx);
		await tx.delete(hiding).where(eq(hiding.postId, postId));
		return placed(found.post);
	});
}

/** A post a trainer may hide or show again, for the page that asks why; null for everybody else. */
export async function moderated(store: Store, trainerId: string, postId: string, now = new Date()) {
	const found = await postDoor(store.read, trainerId, postId, now);
	if (!found?.trains || found.post.deletedDay) return null;
	const { hiding } = forum(store.read);
	const [row] = await store.read
		.select({ reason: hiding.reason })
		.from(hiding)
		.where(eq(hiding.postId, postId));
	const { id, html } = found.post;
	return { ...placed(found.post), id, cohortId: found.cohortId, html, reason: row?.reason ?? null };
}

const placed = ({ threadId, number }: { threadId: string; number: number }) => ({
	ok: true as const,
	threadId,
	number,
	page: pageOf(number)
});
