import { and, eq, inArray, isNull } from 'drizzle-orm';
import { dayOf } from '#lib/server/clock.ts';
import type { Tx } from '#lib/server/store/store.ts';
import { forum } from './tables.ts';

/**
 * Takes the words of somebody who goes out of every thread, in cohorts she left too: text and reasons for hiding it,
 * and the titles of threads she began. The empty rows stay, so that numbers and reading marks of others hold.
 */
export async function erasePostsOf(tx: Tx, accountId: string, now = new Date()): Promise<void> {
	const { post, hiding, thread } = forum(tx);
	const hers = tx.select({ id: post.id }).from(post).where(eq(post.authorId, accountId));
	await tx.delete(hiding).where(inArray(hiding.postId, hers));
	const begun = tx
		.select({ id: post.threadId })
		.from(post)
		.where(and(eq(post.authorId, accountId), eq(post.number, 1)));
	await tx.update(thread).set({ title: '' }).where(inArray(thread.id, begun));
	await tx
		.update(post)
		.set({ source: '', html: '', deletedDay: dayOf(now) })
		.where(and(eq(post.authorId, accountId), isNull(post.deletedDay)));
}
