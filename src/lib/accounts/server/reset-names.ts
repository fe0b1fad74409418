import { minutes } from '#lib/server/clock.ts';
import { takeToken, type Limit } from '#lib/server/rate-limits.ts';
import type { Store } from '#lib/server/store/store.ts';
import { findByHandle } from './accounts.ts';
import { bucketKey } from './bucket-keys.ts';
import { accounts } from './tables.ts';

/** Trainers know people by their names in a group: this must not become a way to try out handles. */
const NAMES: Limit = { burst: 10, refill: minutes(6) };

/**
 * Who signs in with this name, for a member of staff to whom its owner told it.
 *
 * @returns the account's id, or null when nobody does
 */
export async function named(
	store: Store,
	staffId: string,
	handle: string
): Promise<{ ok: true; accountId: string | null } | { ok: false; reason: 'wait'; retryAfter: number }> {
	const key = bucketKey('reset-name', staffId);
	const retryAfter = await store.write((tx) => takeToken(tx, accounts(tx).bucket, key, NAMES));
	if (retryAfter) return { ok: false, reason: 'wait', retryAfter };
	const found = await findByHandle(store.read, handle);
	return { ok: true, accountId: found?.id ?? null };
}
