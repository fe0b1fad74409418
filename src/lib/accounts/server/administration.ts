import { and, asc, eq, isNull, like } from 'drizzle-orm';
import type { Reader, Store, Tx } from '#lib/server/store/store.ts';
import type { SuspensionReason } from './event-tables.ts';
import { record } from './events.ts';
import { hasFactor } from './factors.ts';
import { handleKey } from './handles.ts';
import { dropResetsBy, startedReset, waitingReset, type WaitingReset } from './resets.ts';
import { closeAllPending } from './signin-pending.ts';
import { accounts, ROLES, type Role } from './tables.ts';

const PAGE = 40;

export interface ListedPerson {
	id: string;
	handle: string;
	role: Role;
	isSuspended: boolean;
}

/** What an administrator sees of someone: how she signs in and how the account stands, nothing of what she does. */
export interface Person extends ListedPerson {
	/** `YYYY-MM`. */
	createdMonth: string;
	hasFactor: boolean;
	suspension: { reason: SuspensionReason; day: string } | null;
	/** `isMine`: started by the administrator who looks. */
	reset: (WaitingReset & { isMine: boolean }) | null;
}

/**
 * People by the beginning of their handle, spelled in any way that reads the same; all of them for `''`.
 *
 * @param page counted from 1
 */
export async function people(
	store: Store,
	{ search, page }: { search: string; page: number }
): Promise<{ people: ListedPerson[]; pages: number }> {
	const { account, suspension } = accounts(store.read);
	const key = handleKey(search).replace(/[\\%_]/g, '');
	const found = key ? like(account.handleKey, `${key}%`) : undefined;
	const rows = await store.read
		.select({
			id: account.id,
			handle: account.handle,
			role: account.role,
			suspendedOn: suspension.day
		})
		.from(account)
		.leftJoin(suspension, eq(suspension.accountId, account.id))
		.where(and(found))
		.orderBy(asc(account.handleKey))
		.limit(PAGE)
		.offset((page - 1) * PAGE);
	const all = await store.read.$count(account, and(found));
	return {
		people: rows.map(({ suspendedOn, ...person }) => ({ ...person, isSuspended: suspendedOn !== null })),
		pages: Math.max(1, Math.ceil(all / PAGE))
	};
}

/** One person for an administrator, or null. */
export async function person(store: Store, administratorId: string, id: string): Promise<Person | null> {
	const { account, suspension } = accounts(store.read);
	const [row] = await store.read
		.select({
			id: account.id,
			handle: account.handle,
			role: account.role,
			createdMonth: account.createdMonth,
			reason: suspension.reason,
			day: suspension.day
		})
		.from(account)
		.leftJoin(suspension, eq(suspension.accountId, account.id))
		.where(eq(account.id, id));
	if (!row) return null;
	const { reason, day, ...rest } = row;
	const reset = await waitingReset(store.read, id);
	return {
		...rest,
		isSuspended: reason !== null,
		suspension: reason === null || day === null ? null : { reason, day },
		hasFactor: await hasFactor(store.read, id),
		reset: reset && { ...reset, isMine: await startedReset(store.read, administratorId, id) }
	};
}

/**
 * Gives an account another role. All its sessions end (ASVS 7.2.4): the new role begins with a new sign-in. Its
 * part in groups is the groups' matter and stays.
 *
 * @returns false when there is no such account, it has that role, it is her own, or she is no administrator
 */
export async function setRole(
	store: Store,
	administratorId: string,
	accountId: string,
	role: Role
): Promise<boolean> {
	return store.write(async (tx) => {
		if (!(await actsAsAdministrator(tx, administratorId, accountId))) return false;
		const { account } = accounts(tx);
		const [before] = await tx.select({ role: account.role }).from(account).where(eq(account.id, accountId));
		if (!before || before.role === role) return false;
		await tx.update(account).set({ role }).where(eq(account.id, accountId));
		await closeEverything(tx, accountId);
		// A smaller role must not leave behind what only the larger one could begin.
		if (ROLES.indexOf(role) < ROLES.indexOf(before.role)) await dropResetsBy(tx, accountId);
		await record(tx, { kind: 'role-changed', accountId, byId: administratorId });
		return true;
	});
}

/** Signs someone out everywhere, when she asks for it: a lost or seized device. False as for `setRole`. */
export async function endSessionsOf(
	store: Store,
	administratorId: string,
	accountId: string
): Promise<boolean> {
	return store.write(async (tx) => {
		if (!(await actsAsAdministrator(tx, administratorId, accountId))) return false;
		await closeEverything(tx, accountId);
		await record(tx, { kind: 'sessions-ended', accountId, byId: administratorId });
		return true;
	});
}

async function closeEverything(tx: Tx, accountId: string): Promise<void> {
	const { session } = accounts(tx);
	await tx.delete(session).where(eq(session.accountId, accountId));
	await closeAllPending(tx, accountId);
}

/**
 * Whether the first may act on the second: an administrator, not suspended, on somebody else who exists. As nobody
 * acts on herself, whoever acts stays: the last administrator cannot be taken away. Asked inside the transaction,
 * so that two who take each other's role at the same moment do not both succeed.
 */
export async function actsAsAdministrator(
	on: Reader | Tx,
	administratorId: string,
	accountId: string
): Promise<boolean> {
	if (administratorId === accountId) return false;
	const { account, suspension } = accounts(on);
	const [acting] = await on
		.select({ id: account.id })
		.from(account)
		.leftJoin(suspension, eq(suspension.accountId, account.id))
		.where(
			and(eq(account.id, administratorId), eq(account.role, 'administrator'), isNull(suspension.accountId))
		);
	return acting !== undefined && (await on.$count(account, eq(account.id, accountId))) > 0;
}
