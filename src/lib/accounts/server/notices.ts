import { and, desc, eq } from 'drizzle-orm';
import { dayOf } from '#lib/server/clock.ts';
import { newId } from '#lib/server/secrets.ts';
import type { Store, Tx } from '#lib/server/store/store.ts';
import { accounts, type NoticeKind } from './tables.ts';

export interface AccountNotice {
	id: string;
	kind: NoticeKind;
	/** `YYYY-MM-DD`. */
	day: string;
}

/** Leaves word for the owner of an account, in the transaction in which it happened. */
export async function leaveNotice(tx: Tx, accountId: string, kind: NoticeKind): Promise<void> {
	const { notice } = accounts(tx);
	await tx.insert(notice).values({ id: newId(), accountId, kind, day: dayOf(new Date()) });
}

/** What she has not put away yet, newest first. */
export function noticesOf(store: Store, accountId: string): Promise<AccountNotice[]> {
	const { notice } = accounts(store.read);
	return store.read
		.select({ id: notice.id, kind: notice.kind, day: notice.day })
		.from(notice)
		.where(eq(notice.accountId, accountId))
		.orderBy(desc(notice.day), notice.id);
}

/** Puts a notice away, read. Nothing happens when it is not hers. */
export async function dismissNotice(store: Store, accountId: string, noticeId: string): Promise<void> {
	await store.write(async (tx) => {
		const { notice } = accounts(tx);
		await tx.delete(notice).where(and(eq(notice.id, noticeId), eq(notice.accountId, accountId)));
	});
}
