import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import type { Reader, Store, Tx } from '#lib/server/store/store.ts';
import { plainDigits } from './digits.ts';
import { record } from './events.ts';
import { firstRecoveryCodes } from './recovery-codes.ts';
import { accounts } from './tables.ts';

/** What every authenticator app understands (RFC 6238 and the key URI of Google Authenticator). */
const SHAPE = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** One half minute early or late, for clocks that are a little off. */
const WINDOW = 1;

const generator = (secret: string) => new TOTP({ ...SHAPE, secret: Secret.fromBase32(secret) });

/**
 * Draws a secret for an authenticator app. It counts for nothing until a code of it was seen (`confirmTotp`); an
 * unconfirmed one is replaced.
 *
 * @returns false when the account has an app already: it must be removed first
 */
export async function beginTotp(store: Store, accountId: string): Promise<boolean> {
	// 160 bits, as RFC 4226 asks for.
	const secret = new Secret({ size: 20 }).base32;
	return store.write(async (tx) => {
		const { totp } = accounts(tx);
		const written = await tx
			.insert(totp)
			.values({ accountId, secret, lastStep: null })
			.onConflictDoUpdate({ target: totp.accountId, set: { secret }, setWhere: isNull(totp.lastStep) })
			.returning({ accountId: totp.accountId });
		return written.length > 0;
	});
}

/** The secret that waits for its first code, or null. A confirmed secret is never shown again. */
export async function unconfirmedSecret(read: Reader, accountId: string): Promise<string | null> {
	const { totp } = accounts(read);
	const [row] = await read
		.select({ secret: totp.secret })
		.from(totp)
		.where(and(eq(totp.accountId, accountId), isNull(totp.lastStep)));
	return row?.secret ?? null;
}

/** What the QR code says. The site's name alone: an app on a seized phone should not tell the handle as well. */
export const totpAddress = (secret: string, siteName: string): string =>
	new TOTP({ ...SHAPE, label: siteName, secret: Secret.fromBase32(secret) }).toString();

/** The half minute a code belongs to, or null when it is not one of the secret's codes around now. */
function stepOf(secret: string, typed: string): number | null {
	const token = plainDigits(typed.slice(0, 40)).replace(/[\s\p{Cf}-]/gu, '');
	if (!/^\d{6}$/.test(token)) return null;
	const timestamp = Date.now();
	const delta = generator(secret).validate({ token, timestamp, window: WINDOW });
	return delta === null ? null : Math.floor(timestamp / 30_000) + delta;
}

export type AppConfirmed =
	/** `codes`: ten recovery codes, to be shown once; null when she has some from another factor. */
	{ ok: true; codes: string[] | null } | { ok: false; reason: 'wrong' };

/** Takes the first code of a new app: from then on it counts. */
export async function confirmTotp(store: Store, accountId: string, code: string): Promise<AppConfirmed> {
	return store.write(async (tx): Promise<AppConfirmed> => {
		const { totp } = accounts(tx);
		const isNew = and(eq(totp.accountId, accountId), isNull(totp.lastStep));
		const [row] = await tx.select({ secret: totp.secret }).from(totp).where(isNew);
		const lastStep = row ? stepOf(row.secret, code) : null;
		if (lastStep === null) return { ok: false, reason: 'wrong' };
		await tx.update(totp).set({ lastStep }).where(isNew);
		await record(tx, { kind: 'factor-added', accountId, byId: accountId });
		return { ok: true, codes: await firstRecoveryCodes(tx, accountId) };
	});
}

/** Takes a code: true once for each, however many send it at the same moment (ASVS 6.5.1). */
export async function takeTotp(tx: Tx, accountId: string, code: string): Promise<boolean> {
	const { totp } = accounts(tx);
	const [row] = await tx
		.select({ secret: totp.secret })
		.from(totp)
		.where(and(eq(totp.accountId, accountId), isNotNull(totp.lastStep)));
	const step = row ? stepOf(row.secret, code) : null;
	if (step === null) return false;
	const written = await tx
		.update(totp)
		.set({ lastStep: step })
		.where(and(eq(totp.accountId, accountId), lt(totp.lastStep, step)))
		.returning({ id: totp.accountId });
	return written.length > 0;
}
