import { bucketTable } from '#lib/server/rate-limits.ts';
import { defineTables } from '#lib/server/store/tables.ts';
import { eventTables } from './event-tables.ts';
import { factorTables } from './factor-tables.ts';

/** What an account may do in the whole house. What it may do in a cohort is a membership's matter. */
export const ROLES: ['learner', 'trainer', 'administrator'] = ['learner', 'trainer', 'administrator'];
export type Role = (typeof ROLES)[number];

/** `shared`: a shared or risky device, short lives. `own`: my own device. */
export const SESSION_KINDS: ['shared', 'own'] = ['shared', 'own'];
export type SessionKind = (typeof SESSION_KINDS)[number];

/** What an account's owner is told of, once. */
export const NOTICE_KINDS: ['recovered', 'reset'] = ['recovered', 'reset'];
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const accounts = defineTables((kit) => {
	const { table, str, word, time, index, uniqueIndex } = kit;
	const account = table(
		'account',
		{
			id: str('id').primaryKey(),
			/** As chosen. `handleKey` is its folded form: two handles that look alike cannot both exist. */
			handle: str('handle').notNull(),
			handleKey: str('handle_key').notNull(),
			/** Argon2id, PHC string. */
			passphraseHash: str('passphrase_hash').notNull(),
			/** SHA-256 of a recovery phrase of at least 112 random bits. */
			recoveryHash: str('recovery_hash').notNull(),
			role: word('role', ROLES).notNull(),
			locale: str('locale').notNull(),
			/** `YYYY-MM`: no finer, so that a seized database does not tell who joined together. */
			createdMonth: str('created_month').notNull(),
			/** `YYYY-MM` of the last sign-in, so that an account nobody uses can be forgotten; empty: not known yet. */
			activeMonth: str('active_month').notNull().default('')
		},
		(t) => [uniqueIndex('account_handle_key').on(t.handleKey)]
	);
	const session = table(
		'session',
		{
			id: str('id').primaryKey(),
			accountId: str('account_id')
				.notNull()
				.references(() => account.id, { onDelete: 'cascade' }),
			/** SHA-256 of the secret half of the cookie: a stolen database gives no session. */
			secretHash: str('secret_hash').notNull(),
			kind: word('kind', SESSION_KINDS).notNull(),
			/** What she calls this device, if anything. Nothing is taken from the browser itself. */
			label: str('label').notNull().default(''),
			/** The hour it began. */
			createdAt: time('created_at').notNull(),
			/** Ends unless used again before; moved forward in steps, not at each request. */
			idleUntil: time('idle_until').notNull(),
			/** Ends then whatever happens. */
			endsAt: time('ends_at').notNull()
		},
		(t) => [index('session_account').on(t.accountId), index('session_ends_at').on(t.endsAt)]
	);
	/** Who sits at this session proved a moment ago that the account is hers. Ends with the session. */
	const identityCheck = table('identity_check', {
		sessionId: str('session_id')
			.primaryKey()
			.references(() => session.id, { onDelete: 'cascade' }),
		until: time('until').notNull()
	});
	/** Something that happened to an account and that its owner should read, until she has. */
	const notice = table(
		'notice',
		{
			id: str('id').primaryKey(),
			accountId: str('account_id')
				.notNull()
				.references(() => account.id, { onDelete: 'cascade' }),
			kind: word('kind', NOTICE_KINDS).notNull(),
			/** `YYYY-MM-DD`. */
			day: str('day').notNull()
		},
		(t) => [index('notice_account').on(t.accountId)]
	);
	/** A printed code that lets one person in. The code itself is stored nowhere. */
	const invitation = table(
		'invitation',
		{
			id: str('id').primaryKey(),
			codeHash: str('code_hash').notNull(),
			/** The role the account will have in the house. */
			role: word('role', ROLES).notNull(),
			/** What it leads into; the cohorts room knows these two words, this room only keeps them. */
			cohortId: str('cohort_id'),
			cohortRole: str('cohort_role'),
			createdBy: str('created_by').references(() => account.id, { onDelete: 'set null' }),
			expiresAt: time('expires_at').notNull()
		},
		(t) => [uniqueIndex('invitation_code_hash').on(t.codeHash), index('invitation_cohort').on(t.cohortId)]
	);
	/** The row that says an invitation is used: its primary key is what makes a code single-use. */
	const invitationUse = table('invitation_use', {
		invitationId: str('invitation_id')
			.primaryKey()
			.references(() => invitation.id, { onDelete: 'cascade' }),
		/** The day, not the minute. */
		day: str('day').notNull()
	});
	/** The one-time address of the first start. One row at most is alive. */
	const setup = table('setup', {
		tokenHash: str('token_hash').primaryKey(),
		expiresAt: time('expires_at').notNull()
	});
	const accountId = (name = 'account_id') =>
		str(name)
			.notNull()
			.references(() => account.id, { onDelete: 'cascade' });
	const staffId = (name: string) => str(name).references(() => account.id, { onDelete: 'set null' });
	return {
		...factorTables(kit, accountId),
		...eventTables(kit, accountId, staffId),
		account,
		session,
		identityCheck,
		notice,
		invitation,
		invitationUse,
		setup,
		bucket: bucketTable(kit)
	};
});
