import { and, eq, ne } from 'drizzle-orm';
import type { Store, Tx } from '#lib/server/store/store.ts';
import { dropBuckets } from './bucket-keys.ts';
import { writeUnlessRefused } from './refusal.ts';
import { accounts } from './tables.ts';

export type Deletion = { ok: true } | { ok: false; reason: 'gone' | 'last-administrator' };

/**
 * Deletes an account at once and for good: no days of grace in which it could be found. Everything that refers to
 * it goes with it (memberships, attempts, completions, sessions, factors, notices) or forgets whose it was.
 *
 * @param before what the other rooms do first, inside the same transaction; a throw undoes everything
 * @returns `last-administrator` when nobody could run the place any more, while others still depend on it
 */
export async function deleteAccount(
	store: Store,
	accountId: string,
	before: (tx: Tx) => Promise<void>
): Promise<Deletion> {
	const answer = await writeUnlessRefused<Deletion, Deletion>(store, async (tx, refuse) => {
		const { account } = accounts(tx);
		const [found] = await tx.select({ role: account.role }).from(account).where(eq(account.id, accountId));
		if (!found) return refuse({ ok: false, reason: 'gone' });
		if (found.role === 'administrator' && (await isLastOf(tx, accountId)))
			return refuse({ ok: false, reason: 'last-administrator' });
		await before(tx);
		await dropBuckets(tx, accountId);
		await tx.delete(account).where(eq(account.id, accountId));
		return { ok: true };
	});
	// On PostgreSQL this is work of minutes for a big database: there the daily job does it.
	if (answer.ok && store.engine === 'sqlite') await store.tidy();
	return answer;
}

async function isLastOf(tx: Tx, accountId: string): Promise<boolean> {
	const { account } = accounts(tx);
	const others = await tx
		.select({ role: account.role })
		.from(account)
		.where(ne(account.id, accountId))
		.limit(1);
	if (!others.length) return false;
	const administrators = await tx
		.select({ id: account.id })
		.from(account)
		.where(and(ne(account.id, accountId), eq(account.role, 'administrator')))
		.limit(1);
	return !administrators.length;
}
