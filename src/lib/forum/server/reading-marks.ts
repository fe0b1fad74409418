import { lt } from 'drizzle-orm';
import type { Store, Tx } from '#lib/server/store/store.ts';
import { threadDoor } from './access.ts';
import { forum } from './tables.ts';

/**
 * Remembers for this reader alone how far she has read. Only ever forward, and only when she says so:
 * opening a page writes nothing.
 *
 * @returns null when the thread is not hers to find
 */
export function markRead(
	store: Store,
	accountId: string,
	threadId: string,
	number: number,
	now = new Date()
) {
	return store.write(async (tx) => {
		const door = await threadDoor(tx, accountId, threadId, now);
		if (!door) return null;
		if (!Number.isSafeInteger(number)) return { ok: false as const, reason: 'number' as const };
		await markUpTo(tx, accountId, threadId, Math.min(number, door.thread.lastNumber));
		return { ok: true as const };
	});
}

/** Inside a transaction. */
export async function markUpTo(tx: Tx, accountId: string, threadId: string, number: number): Promise<void> {
	if (!(number >= 1)) return;
	const { readingMark: mark } = forum(tx);
	await tx
		.insert(mark)
		.values({ accountId, threadId, number })
		.onConflictDoUpdate({
			target: [mark.accountId, mark.threadId],
			set: { number },
			setWhere: lt(mark.number, number)
		});
}
