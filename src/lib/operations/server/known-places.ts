import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { accounts } from '#lib/accounts/server/tables.ts';
import { cohorts } from '#lib/cohorts/server/tables.ts';
import { forum } from '#lib/forum/server/tables.ts';
import { learning } from '#lib/learning/server/tables.ts';
import type { OnEngine } from '#lib/server/store/tables.ts';
import type { Kind } from '../held.ts';

/** A table that says something about a person, and how the page about her shows it. */
export interface KnownPlace {
	/** The rule that says how long it is kept. */
	kind: Kind;
	table: (on: OnEngine) => SQLiteTable;
	/** The columns that hold her account's id. */
	by: string[];
	/** Columns shown as they stand. */
	shown: string[];
	/** Columns of which only that they are there is said: secrets, hashes and ids of rows. */
	sealed: string[];
}

/**
 * Every table with an account in it. A new one fails a test until it stands here, and its every column with it:
 * nobody can begin to keep something about people and not tell them.
 */
export const KNOWN: KnownPlace[] = [
	{
		kind: 'account',
		table: (on) => accounts(on).account,
		by: ['id'],
		shown: ['handle', 'role', 'locale', 'createdMonth', 'activeMonth'],
		sealed: ['handleKey', 'passphraseHash', 'recoveryHash']
	},
	{
		kind: 'session',
		table: (on) => accounts(on).session,
		by: ['accountId'],
		shown: ['label', 'kind', 'createdAt', 'idleUntil', 'endsAt'],
		sealed: ['id', 'secretHash']
	},
	{
		kind: 'device',
		table: (on) => accounts(on).device,
		by: ['accountId'],
		shown: ['expiresAt'],
		sealed: ['id', 'secretHash']
	},
	{
		kind: 'factor',
		table: (on) => accounts(on).totp,
		by: ['accountId'],
		shown: [],
		sealed: ['secret', 'lastStep']
	},
	{
		kind: 'factor',
		table: (on) => accounts(on).passkey,
		by: ['accountId'],
		shown: ['label', 'isSynced', 'createdMonth', 'counter'],
		sealed: ['id', 'publicKey']
	},
	{
		kind: 'factor',
		table: (on) => accounts(on).recoveryCode,
		by: ['accountId'],
		shown: [],
		sealed: ['hash']
	},
	{
		kind: 'wrong-code',
		table: (on) => accounts(on).wrongCodes,
		by: ['accountId'],
		shown: ['day', 'count'],
		sealed: ['deviceId']
	},
	{
		kind: 'sign-in-step',
		table: (on) => accounts(on).challenge,
		by: ['accountId'],
		shown: ['purpose', 'expiresAt'],
		sealed: ['value']
	},
	{
		kind: 'sign-in-step',
		table: (on) => accounts(on).pendingSignIn,
		by: ['accountId'],
		shown: ['kind', 'expiresAt'],
		sealed: ['tokenHash', 'deviceId']
	},
	{
		kind: 'notice',
		table: (on) => accounts(on).notice,
		by: ['accountId'],
		shown: ['kind', 'day'],
		sealed: ['id']
	},
	{
		// What she did to others as one of the staff is known of her too; whom it concerned is theirs.
		kind: 'event',
		table: (on) => accounts(on).securityEvent,
		by: ['accountId', 'byId'],
		shown: ['kind', 'actor', 'hour'],
		sealed: ['id']
	},
	{
		kind: 'suspension',
		table: (on) => accounts(on).suspension,
		by: ['accountId', 'byId'],
		shown: ['reason', 'day'],
		sealed: []
	},
	{
		kind: 'reset',
		table: (on) => accounts(on).reset,
		by: ['accountId', 'startedBy'],
		shown: ['startedDay', 'expiresAt'],
		sealed: ['id', 'codeHash']
	},
	{
		kind: 'reset',
		table: (on) => accounts(on).resetVouch,
		by: ['byId'],
		shown: ['opensAt'],
		sealed: ['resetId']
	},
	{
		kind: 'invitation',
		table: (on) => accounts(on).invitation,
		by: ['createdBy'],
		shown: ['role', 'cohortRole', 'expiresAt'],
		sealed: ['id', 'codeHash', 'cohortId']
	},
	{
		kind: 'enrolment',
		table: (on) => learning(on).enrolment,
		by: ['accountId'],
		shown: ['courseId', 'day'],
		sealed: []
	},
	{
		kind: 'place',
		table: (on) => learning(on).place,
		by: ['accountId'],
		shown: ['courseId', 'lessonId', 'day'],
		sealed: []
	},
	{
		kind: 'attempt',
		table: (on) => learning(on).attempt,
		by: ['accountId'],
		shown: ['lessonId', 'elementId', 'chosen', 'right', 'turn', 'day'],
		sealed: ['id', 'idempotencyKey', 'versionId']
	},
	{
		kind: 'completion',
		table: (on) => learning(on).completion,
		by: ['accountId'],
		shown: ['lessonId', 'day'],
		sealed: []
	},
	{
		kind: 'membership',
		table: (on) => cohorts(on).membership,
		by: ['accountId'],
		shown: ['alias', 'role', 'day'],
		sealed: ['cohortId', 'aliasKey']
	},
	{
		kind: 'talk',
		table: (on) => forum(on).post,
		by: ['authorId'],
		shown: ['source', 'locale', 'day', 'editedDay', 'deletedDay', 'number', 'revision'],
		sealed: ['id', 'threadId', 'idempotencyKey', 'html']
	},
	{
		kind: 'talk',
		table: (on) => forum(on).hiding,
		by: ['hiddenBy'],
		shown: ['reason', 'day'],
		sealed: ['postId']
	},
	{
		kind: 'reading-mark',
		table: (on) => forum(on).readingMark,
		by: ['accountId'],
		shown: ['number'],
		sealed: ['threadId']
	},
	{
		kind: 'cohort',
		table: (on) => cohorts(on).cohort,
		by: ['createdBy'],
		shown: ['name', 'kind', 'endsOn'],
		sealed: ['id']
	},
	{
		kind: 'meeting',
		table: (on) => cohorts(on).meeting,
		by: ['createdBy'],
		shown: ['title', 'startsAt', 'zone', 'minutes', 'place', 'agenda', 'cancelledDay'],
		sealed: ['id', 'cohortId', 'agendaHtml']
	}
];
