import { eq, inArray } from 'drizzle-orm';
import { monthOf } from '#lib/server/clock.ts';
import { newId } from '#lib/server/secrets.ts';
import type { Reader, Store, Tx } from '#lib/server/store/store.ts';
import { handleKey } from './handles.ts';
import { accounts, type Role } from './tables.ts';

/** A person as the rooms know her: no hash, nothing that leads outside. */
export interface Account {
	id: string;
	handle: string;
	role: Role;
	locale: string;
}

const STAFF: Role[] = ['trainer', 'administrator'];

/** Staff make courses and cohorts. An administrator may do all that a trainer may. */
export const isStaff = (account: { role: Role }): boolean => STAFF.includes(account.role);

/** True once anyone can run the place. */
export async function hasStaff(on: Reader | Tx): Promise<boolean> {
	const { account } = accounts(on);
	const found = await on
		.select({ id: account.id })
		.from(account)
		.where(inArray(account.role, STAFF))
		.limit(1);
	return found.length > 0;
}

/** Finds by any spelling of the handle that reads the same, with the stored hash for the check of a passphrase. */
export async function findByHandle(
	read: Reader,
	handle: string
): Promise<(Account & { passphraseHash: string }) | null> {
	const { account } = accounts(read);
	const { id, role, locale, passphraseHash } = account;
	const [found] = await read
		.select({ id, handle: account.handle, role, locale, passphraseHash })
		.from(account)
		.where(eq(account.handleKey, handleKey(handle)));
	return found ?? null;
}

export interface NewAccount {
	/** Checked with `checkHandle` before. */
	handle: string;
	/** From `hashPassphrase`, made before the transaction. */
	passphraseHash: string;
	/** From `recoveryHash`. */
	recoveryHash: string;
	role: Role;
	locale: string;
}

/** Writes an account; null when someone has that handle, or one that looks like it. */
export async function createAccount(tx: Tx, wanted: NewAccount): Promise<Account | null> {
	const { account } = accounts(tx);
	const { role, locale } = wanted;
	const handle = wanted.handle.normalize('NFKC');
	const id = newId();
	const written = await tx
		.insert(account)
		.values({
			...wanted,
			id,
			handle,
			handleKey: handleKey(handle),
			createdMonth: monthOf(new Date()),
			activeMonth: monthOf(new Date())
		})
		.onConflictDoNothing()
		.returning({ id: account.id });
	return written.length ? { id, handle, role, locale } : null;
}

/** The language the interface speaks to this person first. */
export async function setLocale(store: Store, accountId: string, locale: string): Promise<void> {
	await store.write(async (tx) => {
		const { account } = accounts(tx);
		await tx.update(account).set({ locale }).where(eq(account.id, accountId));
	});
}
