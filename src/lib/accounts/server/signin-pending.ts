import { randomBytes } from 'node:crypto';
import { and, eq, gt, lte } from 'drizzle-orm';
import { after, minutes } from '#lib/server/clock.ts';
import { fingerprint } from '#lib/server/secrets.ts';
import type { Reader, Tx } from '#lib/server/store/store.ts';
import type { Account } from './accounts.ts';
import { accounts, type SessionKind } from './tables.ts';

const LIFE = minutes(5);

/** A sign-in whose passphrase was right and whose second step is still to come. */
export interface Pending {
	account: Account;
	kind: SessionKind;
	/** The device whose cookie came along, or `''`. */
	deviceId: string;
}

/** @returns the token for the hidden field of the second step's form: nothing is stored on the device */
export async function openPending(
	tx: Tx,
	{ accountId, kind, deviceId }: { accountId: string; kind: SessionKind; deviceId: string }
): Promise<string> {
	const { pendingSignIn } = accounts(tx);
	const now = new Date();
	const token = randomBytes(32).toString('base64url');
	await tx.delete(pendingSignIn).where(lte(pendingSignIn.expiresAt, now));
	await tx
		.insert(pendingSignIn)
		.values({ tokenHash: fingerprint(token), accountId, kind, deviceId, expiresAt: after(now, LIFE) });
	return token;
}

/** Whose sign-in this is, or null: unknown, expired and finished ones look alike. */
export async function findPending(on: Reader | Tx, token: string): Promise<Pending | null> {
	const { pendingSignIn, account } = accounts(on);
	const { id, handle, role, locale } = account;
	const [row] = await on
		.select({
			account: { id, handle, role, locale },
			kind: pendingSignIn.kind,
			deviceId: pendingSignIn.deviceId
		})
		.from(pendingSignIn)
		.innerJoin(account, eq(account.id, pendingSignIn.accountId))
		.where(and(eq(pendingSignIn.tokenHash, fingerprint(token)), gt(pendingSignIn.expiresAt, new Date())));
	return row ?? null;
}

/** Ends a pending sign-in; true for the one caller who did. */
export async function closePending(tx: Tx, token: string): Promise<boolean> {
	const { pendingSignIn } = accounts(tx);
	const closed = await tx
		.delete(pendingSignIn)
		.where(eq(pendingSignIn.tokenHash, fingerprint(token)))
		.returning({ accountId: pendingSignIn.accountId });
	return closed.length > 0;
}

/** Ends every pending sign-in of an account: whoever had the old passphrase must begin again. */
export async function closeAllPending(tx: Tx, accountId: string): Promise<void> {
	const { pendingSignIn } = accounts(tx);
	await tx.delete(pendingSignIn).where(eq(pendingSignIn.accountId, accountId));
}
