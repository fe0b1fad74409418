import type { Kit } from '#lib/server/store/columns.sqlite.ts';

/** Everything the audit trail may say of an account: what touches its safety, never what its owner reads or writes. */
export const EVENT_KINDS: [
	'passphrase-changed',
	'handle-changed',
	'recovery-phrase-changed',
	'recovery-phrase-used',
	'factor-added',
	'factor-removed',
	'recovery-codes-made',
	'recovery-code-used',
	'reset-started',
	'reset-vouched',
	'reset-cancelled',
	'reset-redeemed',
	'suspended',
	'restored',
	'role-changed',
	'sessions-ended',
	'export-made'
] = [
	'passphrase-changed',
	'handle-changed',
	'recovery-phrase-changed',
	'recovery-phrase-used',
	'factor-added',
	'factor-removed',
	'recovery-codes-made',
	'recovery-code-used',
	'reset-started',
	'reset-vouched',
	'reset-cancelled',
	'reset-redeemed',
	'suspended',
	'restored',
	'role-changed',
	'sessions-ended',
	'export-made'
];
export type EventKind = (typeof EVENT_KINDS)[number];

/** Who did it: the owner signed in, someone on the staff, or someone who was not signed in (a recovery). */
export const EVENT_ACTORS: ['owner', 'staff', 'nobody'] = ['owner', 'staff', 'nobody'];
export type EventActor = (typeof EVENT_ACTORS)[number];

/** Why an account is suspended. No free text: what staff write about people has a way of being read by others. */
export const SUSPENSION_REASONS: ['asked', 'taken-over', 'harm', 'other'] = [
	'asked',
	'taken-over',
	'harm',
	'other'
];
export type SuspensionReason = (typeof SUSPENSION_REASONS)[number];

/**
 * The tables of the audit trail, resets and suspensions: part of the accounts room's own, in a file of their own.
 *
 * @param accountId makes a column that holds an account's id; the row goes with that account
 * @param staffId makes a column of this name that holds an account's id and is emptied when that account goes
 */
export function eventTables(
	kit: Kit,
	accountId: (name?: string) => ReturnType<ReturnType<Kit['str']>['notNull']>,
	staffId: (name: string) => ReturnType<Kit['str']>
) {
	const { table, str, word, time, index, uniqueIndex } = kit;
	/** No address, no device, no text. Goes with the account, and after thirty days. */
	const securityEvent = table(
		'security_event',
		{
			id: str('id').primaryKey(),
			accountId: accountId(),
			kind: word('kind', EVENT_KINDS).notNull(),
			actor: word('actor', EVENT_ACTORS).notNull(),
			/** Only where it was someone on the staff; empty again when that account is gone. */
			byId: staffId('by_id'),
			/** The start of the hour. */
			hour: time('hour').notNull()
		},
		(t) => [index('security_event_account').on(t.accountId), index('security_event_hour').on(t.hour)]
	);
	/** The account opens nothing while this row stands. */
	const suspension = table('suspension', {
		accountId: accountId().primaryKey(),
		reason: word('reason', SUSPENSION_REASONS).notNull(),
		byId: staffId('by_id'),
		/** `YYYY-MM-DD`. */
		day: str('day').notNull()
	});
	/** A new way in for someone who lost hers. Gone when used, cancelled or too old. One for an account. */
	const reset = table(
		'reset',
		{
			id: str('id').primaryKey(),
			accountId: accountId(),
			/** SHA-256 of 120 random bits, handed over outside Kade. */
			codeHash: str('code_hash').notNull(),
			/** Whoever started it cannot be the second: the row goes if that account does. */
			startedBy: accountId('started_by'),
			/** `YYYY-MM-DD`. */
			startedDay: str('started_day').notNull(),
			expiresAt: time('expires_at').notNull()
		},
		(t) => [uniqueIndex('reset_account').on(t.accountId), uniqueIndex('reset_code_hash').on(t.codeHash)]
	);
	/** The second member of staff. Its primary key allows one. */
	const resetVouch = table('reset_vouch', {
		resetId: str('reset_id')
			.primaryKey()
			.references(() => reset.id, { onDelete: 'cascade' }),
		byId: staffId('by_id'),
		/** A full day later at least, so that the owner can still say no. */
		opensAt: time('opens_at').notNull()
	});
	return { securityEvent, suspension, reset, resetVouch };
}
