import { like } from 'drizzle-orm';
import { fingerprint } from '#lib/server/secrets.ts';
import type { Tx } from '#lib/server/store/store.ts';
import { accounts } from './tables.ts';

const tail = (accountId: string): string => fingerprint(accountId).slice(0, 16);

/** The key of a bucket of one account, by what is limited: found again when the account goes. */
export const bucketKey = (what: string, accountId: string): string => `${what}:${tail(accountId)}`;

/** Drops every bucket made with `bucketKey` for this account. */
export async function dropBuckets(tx: Tx, accountId: string): Promise<void> {
	const { bucket } = accounts(tx);
	await tx.delete(bucket).where(like(bucket.key, `%:${tail(accountId)}`));
}
