import { eq } from 'drizzle-orm';
import { dayOf, hours } from '#lib/server/clock.ts';
import { takeToken, timeToWait, type Limit } from '#lib/server/rate-limits.ts';
import type { Reader, Store } from '#lib/server/store/store.ts';
import { bucketKey } from './bucket-keys.ts';
import { record } from './events.ts';
import { accounts } from './tables.ts';

/** Three a day: enough for her, slow for whoever sits at her session. */
const EXPORTS: Limit = { burst: 3, refill: hours(8) };

export type HeldValue = string | number | boolean | string[] | null;

/** What one table holds about a person. `column` is how its rows are hers: the same table can have two. */
export interface Holding {
	table: string;
	column: string;
	rows: Record<string, HeldValue>[];
}

/** Reads one table's rows of a person, without secrets and without other people. */
export interface Collector {
	table: string;
	column: string;
	collect: (read: Reader, accountId: string) => Promise<Record<string, HeldValue>[]>;
}

/** Counts one export of everything, and writes it into the audit trail. Seconds to wait, or 0. */
export async function countExport(store: Store, accountId: string): Promise<number> {
	return store.write(async (tx) => {
		const wait = await takeToken(tx, accounts(tx).bucket, bucketKey('export', accountId), EXPORTS);
		if (!wait) await record(tx, { kind: 'export-made', accountId, byId: accountId });
		return wait;
	});
}

/** Seconds until the next export can be made; 0 when now. */
export const exportWait = (store: Store, accountId: string): Promise<number> =>
	timeToWait(store.read, accounts(store).bucket, bucketKey('export', accountId), EXPORTS);

const collector = (table: string, column: string, collect: Collector['collect']): Collector => ({
	table,
	column,
	collect
});
const ownedBy = (table: string, collect: Collector['collect']) => collector(table, 'account_id', collect);

/** Of each table of this room, what its owner may read: hashes and keys are left out, that they exist is not. */
export const accountCollectors: Collector[] = [
	collector('account', 'id', (read, me) => {
		const { account } = accounts(read);
		const { handle, role, locale, createdMonth, activeMonth } = account;
		return read
			.select({ handle, role, language: locale, since: createdMonth, active: activeMonth })
			.from(account)
			.where(eq(account.id, me));
	}),
	ownedBy('session', async (read, me) => {
		const { session } = accounts(read);
		const rows = await read.select().from(session).where(eq(session.accountId, me));
		return rows.map(({ label, kind, createdAt, idleUntil, endsAt }) => ({
			label,
			kind,
			since: createdAt.toISOString(),
			idle: idleUntil.toISOString(),
			ends: endsAt.toISOString()
		}));
	}),
	ownedBy('notice', (read, me) => {
		const { notice } = accounts(read);
		const { kind, day } = notice;
		return read.select({ kind, day }).from(notice).where(eq(notice.accountId, me));
	}),
	ownedBy('totp', async (read, me) => {
		const { totp } = accounts(read);
		const rows = await read.select().from(totp).where(eq(totp.accountId, me));
		return rows.map(({ lastStep }) => ({ used: lastStep !== null }));
	}),
	ownedBy('passkey', (read, me) => {
		const { passkey } = accounts(read);
		const { label, createdMonth, isSynced } = passkey;
		return read
			.select({ label, since: createdMonth, copied: isSynced })
			.from(passkey)
			.where(eq(passkey.accountId, me));
	}),
	ownedBy('recovery_code', async (read, me) => {
		const { recoveryCode } = accounts(read);
		const left = await read.$count(recoveryCode, eq(recoveryCode.accountId, me));
		return left ? [{ left }] : [];
	}),
	ownedBy('device', async (read, me) => {
		const { device } = accounts(read);
		const rows = await read.select().from(device).where(eq(device.accountId, me));
		return rows.map(({ expiresAt }) => ({ ends: dayOf(expiresAt) }));
	}),
	ownedBy('wrong_codes', (read, me) => {
		const { wrongCodes } = accounts(read);
		const { day, count } = wrongCodes;
		return read.select({ day, count }).from(wrongCodes).where(eq(wrongCodes.accountId, me));
	}),
	ownedBy('security_event', async (read, me) => {
		const { securityEvent } = accounts(read);
		const rows = await read.select().from(securityEvent).where(eq(securityEvent.accountId, me));
		return rows.map(({ kind, actor, hour }) => ({ kind, by: actor, hour: hour.toISOString() }));
	}),
	collector('security_event', 'by_id', async (read, me) => {
		const { securityEvent } = accounts(read);
		const rows = await read.select().from(securityEvent).where(eq(securityEvent.byId, me));
		return rows.map(({ kind, hour }) => ({ kind, hour: hour.toISOString() }));
	}),
	ownedBy('suspension', (read, me) => {
		const { suspension } = accounts(read);
		const { reason, day } = suspension;
		return read.select({ reason, day }).from(suspension).where(eq(suspension.accountId, me));
	}),
	collector('suspension', 'by_id', (read, me) => {
		const { suspension } = accounts(read);
		const { reason, day } = suspension;
		return read.select({ reason, day }).from(suspension).where(eq(suspension.byId, me));
	}),
	ownedBy('reset', async (read, me) => {
		const { reset } = accounts(read);
		const rows = await read.select().from(reset).where(eq(reset.accountId, me));
		return rows.map(({ startedDay, expiresAt }) => ({ day: startedDay, ends: expiresAt.toISOString() }));
	}),
	collector('reset', 'started_by', (read, me) => {
		const { reset } = accounts(read);
		return read.select({ day: reset.startedDay }).from(reset).where(eq(reset.startedBy, me));
	}),
	collector('reset_vouch', 'by_id', async (read, me) => {
		const { resetVouch } = accounts(read);
		const rows = await read.select().from(resetVouch).where(eq(resetVouch.byId, me));
		return rows.map(({ opensAt }) => ({ opens: opensAt.toISOString() }));
	}),
	collector('invitation', 'created_by', async (read, me) => {
		const { invitation } = accounts(read);
		const rows = await read.select().from(invitation).where(eq(invitation.createdBy, me));
		return rows.map(({ role, cohortRole, expiresAt }) => ({ role, cohortRole, ends: dayOf(expiresAt) }));
	})
];
