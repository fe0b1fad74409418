import { randomBytes } from 'node:crypto';
import { and, eq, gt, lte } from 'drizzle-orm';
import { after, days, dayOf } from '#lib/server/clock.ts';
import { fingerprint, newId, sameFingerprint } from '#lib/server/secrets.ts';
import type { Reader, Store, Tx } from '#lib/server/store/store.ts';
import { accounts } from './tables.ts';

const LIFE = days(30);

/** What goes into the cookie of a device, and when it ends. */
export interface DeviceCookie {
	token: string;
	endsAt: Date;
}

function parseToken(token: string): { id: string; secret: string } | null {
	const [, id, secret] = /^([0-9a-z]{16})\.([\w-]{43})$/.exec(token) ?? [];
	return id && secret ? { id, secret } : null;
}

/**
 * Whose device sent this cookie, or null. A known device has its own tries at sign-in, so that nobody who guesses
 * can lock the owner out (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
 */
export async function findDevice(
	read: Reader,
	token: string | null
): Promise<{ id: string; accountId: string; handleKey: string } | null> {
	const parts = token === null ? null : parseToken(token);
	if (!parts) return null;
	const { device, account } = accounts(read);
	const [row] = await read
		.select({
			id: device.id,
			accountId: device.accountId,
			secretHash: device.secretHash,
			handleKey: account.handleKey
		})
		.from(device)
		.innerJoin(account, eq(account.id, device.accountId))
		.where(and(eq(device.id, parts.id), gt(device.expiresAt, new Date())));
	if (!row || !sameFingerprint(row.secretHash, fingerprint(parts.secret))) return null;
	return { id: row.id, accountId: row.accountId, handleKey: row.handleKey };
}

/** A new cookie for a device its owner called her own; `known`, the row it had before, makes room. */
export async function rememberDevice(tx: Tx, accountId: string, known: string | null): Promise<DeviceCookie> {
	const { device } = accounts(tx);
	const now = new Date();
	// From the start of the day, a day longer: the row does not tell the hour.
	const endsAt = after(new Date(`${dayOf(now)}T00:00:00Z`), LIFE + days(1));
	const id = newId();
	const secret = randomBytes(32).toString('base64url');
	await tx.delete(device).where(lte(device.expiresAt, now));
	if (known) await tx.delete(device).where(and(eq(device.id, known), eq(device.accountId, accountId)));
	await tx.insert(device).values({ id, accountId, secretHash: fingerprint(secret), expiresAt: endsAt });
	return { token: `${id}.${secret}`, endsAt };
}

/** Forgets the device with this cookie, when it is signed out: the browser is told to drop the cookie too. */
export async function forgetDevice(store: Store, token: string | null): Promise<void> {
	const found = await findDevice(store.read, token);
	if (!found) return;
	await store.write(async (tx) => {
		const { device } = accounts(tx);
		await tx.delete(device).where(eq(device.id, found.id));
	});
}

/** Forgets every device of an account: after a lost phone, or when all sessions end. */
export async function forgetDevices(tx: Tx, accountId: string): Promise<void> {
	const { device } = accounts(tx);
	await tx.delete(device).where(eq(device.accountId, accountId));
}
