import { and, eq } from 'drizzle-orm';
import { fingerprint, randomWord } from '#lib/server/secrets.ts';
import type { Reader, Tx } from '#lib/server/store/store.ts';
import { bareCode } from './codes.ts';
import { record } from './events.ts';
import { accounts } from './tables.ts';

/** 24 characters of five bits: 120 bits, above the 112 that may be stored as a plain hash (ASVS 6.5.2). */
const LENGTH = 24;
const HOW_MANY = 10;

const newCode = (): string => (randomWord(LENGTH).match(/.{4}/g) as string[]).join('-');

/**
 * Ten new recovery codes in place of all that were left.
 *
 * @returns the codes, `xxxx-xxxx-xxxx-xxxx-xxxx-xxxx`: the only time they are seen
 */
export async function renewRecoveryCodes(tx: Tx, accountId: string): Promise<string[]> {
	const { recoveryCode } = accounts(tx);
	const codes = Array.from({ length: HOW_MANY }, newCode);
	await tx.delete(recoveryCode).where(eq(recoveryCode.accountId, accountId));
	await tx
		.insert(recoveryCode)
		.values(codes.map((code) => ({ hash: fingerprint(code.replaceAll('-', '')), accountId })));
	await record(tx, { kind: 'recovery-codes-made', accountId, byId: accountId });
	return codes;
}

/** Ten codes for whoever has none left, as soon as she has a second factor; null for all others. */
export async function firstRecoveryCodes(tx: Tx, accountId: string): Promise<string[] | null> {
	return (await recoveryCodesLeft(tx, accountId)) ? null : renewRecoveryCodes(tx, accountId);
}

/** Uses a code up: true for one caller only, however many send it at the same moment. */
export async function takeRecoveryCode(tx: Tx, accountId: string, typed: string): Promise<boolean> {
	const code = bareCode(typed, LENGTH);
	if (!code) return false;
	const { recoveryCode } = accounts(tx);
	const taken = await tx
		.delete(recoveryCode)
		.where(and(eq(recoveryCode.hash, fingerprint(code)), eq(recoveryCode.accountId, accountId)))
		.returning({ hash: recoveryCode.hash });
	if (!taken.length) return false;
	await record(tx, { kind: 'recovery-code-used', accountId, byId: null });
	return true;
}

/** How many are left. */
export async function recoveryCodesLeft(on: Reader | Tx, accountId: string): Promise<number> {
	const { recoveryCode } = accounts(on);
	return on.$count(recoveryCode, eq(recoveryCode.accountId, accountId));
}
