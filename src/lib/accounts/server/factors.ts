import { and, eq, isNotNull, or } from 'drizzle-orm';
import type { Reader, Store, Tx } from '#lib/server/store/store.ts';
import { record } from './events.ts';
import { recoveryCodesLeft } from './recovery-codes.ts';
import { accounts } from './tables.ts';

export interface ListedPasskey {
	id: string;
	label: string;
	/** `YYYY-MM`. */
	createdMonth: string;
	/** Whether the device said that it copies it to a cloud. */
	isSynced: boolean;
}

/** What an account has besides its passphrase. */
export interface Factors {
	hasApp: boolean;
	passkeys: ListedPasskey[];
	codesLeft: number;
}

/** Everything for the owner's own page. */
export async function factorsOf(on: Reader | Tx, accountId: string): Promise<Factors> {
	const { totp, passkey } = accounts(on);
	const { id, label, createdMonth, isSynced } = passkey;
	const apps = await on
		.select({ id: totp.accountId })
		.from(totp)
		.where(and(eq(totp.accountId, accountId), isNotNull(totp.lastStep)));
	const passkeys = await on
		.select({ id, label, createdMonth, isSynced })
		.from(passkey)
		.where(eq(passkey.accountId, accountId))
		.orderBy(passkey.createdMonth, passkey.label, passkey.id);
	return { hasApp: apps.length > 0, passkeys, codesLeft: await recoveryCodesLeft(on, accountId) };
}

/** Whether signing in asks for more than the passphrase. Recovery codes alone do not count. */
export async function hasFactor(on: Reader | Tx, accountId: string): Promise<boolean> {
	const { account, totp, passkey } = accounts(on);
	const found = await on
		.select({ id: account.id })
		.from(account)
		.leftJoin(totp, eq(totp.accountId, account.id))
		.leftJoin(passkey, eq(passkey.accountId, account.id))
		.where(and(eq(account.id, accountId), or(isNotNull(totp.lastStep), isNotNull(passkey.id))))
		.limit(1);
	return found.length > 0;
}

/** Takes the authenticator app away, confirmed or not. With the last factor its recovery codes go too. */
export async function removeApp(store: Store, accountId: string): Promise<void> {
	await store.write(async (tx) => {
		const { totp } = accounts(tx);
		const [gone] = await tx
			.delete(totp)
			.where(eq(totp.accountId, accountId))
			.returning({ lastStep: totp.lastStep });
		if (gone && gone.lastStep !== null) await removed(tx, accountId);
	});
}

/** Takes one passkey of this account away; somebody else's is not found and nothing happens. */
export async function removePasskey(store: Store, accountId: string, id: string): Promise<void> {
	await store.write(async (tx) => {
		const { passkey } = accounts(tx);
		const gone = await tx
			.delete(passkey)
			.where(and(eq(passkey.id, id), eq(passkey.accountId, accountId)))
			.returning({ id: passkey.id });
		if (gone.length) await removed(tx, accountId);
	});
}

async function removed(tx: Tx, accountId: string): Promise<void> {
	await record(tx, { kind: 'factor-removed', accountId, byId: accountId });
	if (await hasFactor(tx, accountId)) return;
	const { recoveryCode } = accounts(tx);
	await tx.delete(recoveryCode).where(eq(recoveryCode.accountId, accountId));
}
