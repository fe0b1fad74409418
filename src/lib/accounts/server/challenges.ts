import { randomBytes } from 'node:crypto';
import { and, eq, gt, lte } from 'drizzle-orm';
import { after, minutes } from '#lib/server/clock.ts';
import type { Store } from '#lib/server/store/store.ts';
import type { ChallengePurpose } from './factor-tables.ts';
import { accounts } from './tables.ts';

const LIFE = minutes(5);

/** A random challenge for a passkey to sign, good for one account, one purpose, one use and five minutes. */
export async function newChallenge(
	store: Store,
	accountId: string,
	purpose: ChallengePurpose
): Promise<Uint8Array<ArrayBuffer>> {
	const bytes = new Uint8Array(randomBytes(32));
	await store.write(async (tx) => {
		const { challenge } = accounts(tx);
		const now = new Date();
		await tx.delete(challenge).where(lte(challenge.expiresAt, now));
		const value = Buffer.from(bytes).toString('base64url');
		await tx.insert(challenge).values({ value, accountId, purpose, expiresAt: after(now, LIFE) });
	});
	return bytes;
}

/** Takes a challenge that came back signed; false when it was used, has expired or was made for something else. */
export async function takeChallenge(
	store: Store,
	accountId: string,
	purpose: ChallengePurpose,
	value: string
): Promise<boolean> {
	return store.write(async (tx) => {
		const { challenge } = accounts(tx);
		const taken = await tx
			.delete(challenge)
			.where(
				and(
					eq(challenge.value, value),
					eq(challenge.accountId, accountId),
					eq(challenge.purpose, purpose),
					gt(challenge.expiresAt, new Date())
				)
			)
			.returning({ value: challenge.value });
		return taken.length > 0;
	});
}
