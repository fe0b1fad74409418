import { and, eq, isNull, lt, lte, ne, sql } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import { after, days, hourOf, hours, minutes, monthOf } from '#lib/server/clock.ts';
import { fingerprint, newId, sameFingerprint } from '#lib/server/secrets.ts';
import { StoreFailure } from '#lib/server/store/failure.ts';
import type { Reader, Store, Tx } from '#lib/server/store/store.ts';
import type { Account } from './accounts.ts';
import { forgetDevices } from './devices.ts';
import { closeAllPending } from './signin-pending.ts';
import { accounts, type Role, type SessionKind } from './tables.ts';

export type { Account };

/** After Lucia's design (lucia-auth.com): an id to find it by, a secret of which only the hash is kept. */
export interface Session {
	id: string;
	accountId: string;
	kind: SessionKind;
	/** Ends unless used before then. */
	idleUntil: Date;
	/** Ends then whatever happens. */
	endsAt: Date;
}

interface Life {
	idle: number;
	absolute: number;
}

const BY_KIND: Record<SessionKind, Life> = {
	shared: { idle: minutes(30), absolute: hours(12) },
	own: { idle: days(7), absolute: days(30) }
};

/** Staff sessions end sooner, whatever the device: whoever holds one holds a whole cohort. */
const BY_ROLE: Record<Role, Life> = {
	learner: { idle: Infinity, absolute: Infinity },
	trainer: { idle: hours(2), absolute: hours(12) },
	administrator: { idle: minutes(30), absolute: hours(8) }
};

const lifeOf = (kind: SessionKind, role: Role): Life => ({
	idle: Math.min(BY_KIND[kind].idle, BY_ROLE[role].idle),
	absolute: Math.min(BY_KIND[kind].absolute, BY_ROLE[role].absolute)
});

/**
 * Rounded down to five minutes, or the hour where the life is long: fewer writes, and a seized database does not
 * tell the minute of the last click.
 */
function idleEnd(now: Date, idle: number, endsAt: Date): Date {
	const step = idle > hours(2) ? hours(1) : minutes(5);
	return new Date(Math.min(Math.floor((now.getTime() + idle) / step) * step, endsAt.getTime()));
}

/**
 * Starts a session and sweeps out those that have ended.
 *
 * @returns the token for the cookie, `id.secret`: the only time the secret is seen.
 */
export async function startSession(
	tx: Tx,
	account: { id: string; role: Role },
	kind: SessionKind
): Promise<string> {
	const { session } = accounts(tx);
	const now = new Date();
	const { idle, absolute } = lifeOf(kind, account.role);
	const endsAt = after(hourOf(now), absolute);
	const { id, token, secretHash } = newToken();
	await tx.delete(session).where(lte(session.idleUntil, now));
	await markActive(tx, account.id, monthOf(now));
	await tx.insert(session).values({
		id,
		accountId: account.id,
		secretHash,
		kind,
		createdAt: hourOf(now),
		idleUntil: idleEnd(now, idle, endsAt),
		endsAt
	});
	return token;
}

/** Once a month at most: enough to know which accounts nobody uses any more. */
async function markActive(tx: Tx, accountId: string, month: string): Promise<void> {
	const { account } = accounts(tx);
	await tx
		.update(account)
		.set({ activeMonth: month })
		.where(and(eq(account.id, accountId), ne(account.activeMonth, month)));
}

function newToken(): { id: string; token: string; secretHash: string } {
	const id = newId();
	const secret = randomBytes(32).toString('base64url');
	return { id, token: `${id}.${secret}`, secretHash: fingerprint(secret) };
}

/**
 * The same session under a new token: it ends when it would have ended, and the old token is dead. What hangs on
 * the old id goes with it.
 *
 * @returns null when the session is gone
 */
export async function replaceSession(
	tx: Tx,
	sessionId: string
): Promise<{ id: string; token: string } | null> {
	const { session } = accounts(tx);
	const [old] = await tx.delete(session).where(eq(session.id, sessionId)).returning();
	if (!old) return null;
	const { id, token, secretHash } = newToken();
	await tx.insert(session).values({ ...old, id, secretHash });
	return { id, token };
}

const withAccount = {
	name: 'accounts_session_with_account',
	build(read: Reader, name: string) {
		const { session, account, suspension } = accounts(read);
		const query = read
			.select({
				id: session.id,
				accountId: session.accountId,
				kind: session.kind,
				idleUntil: session.idleUntil,
				endsAt: session.endsAt,
				secretHash: session.secretHash,
				handle: account.handle,
				role: account.role,
				locale: account.locale
			})
			.from(session)
			.innerJoin(account, eq(account.id, session.accountId))
			.leftJoin(suspension, eq(suspension.accountId, account.id))
			.where(and(eq(session.id, sql.placeholder('id')), isNull(suspension.accountId)));
		// PostgreSQL needs the name, SQLite's type does not know it.
		return (query.prepare as (name: string) => ReturnType<typeof query.prepare>).call(query, name);
	}
};

/** Splits a token; null for anything that cannot be one, so that nothing else reaches the database. */
function parseToken(token: string): { id: string; secret: string } | null {
	const [, id, secret] = /^([0-9a-z]{16})\.([\w-]{43})$/.exec(token) ?? [];
	return id && secret ? { id, secret } : null;
}

/**
 * Who holds this token, or null when it is unknown, ended or forged, or the account suspended. Moves the idle end
 * forward, in steps.
 */
export async function findSession(
	store: Store,
	token: string | null
): Promise<{ session: Session; account: Account } | null> {
	const parts = token === null ? null : parseToken(token);
	if (!parts) return null;
	const [row] = await store.prepared(withAccount).execute({ id: parts.id });
	if (!row || !sameFingerprint(row.secretHash, fingerprint(parts.secret))) return null;
	const now = new Date();
	if (row.idleUntil <= now || row.endsAt <= now) return null;
	const next = idleEnd(now, lifeOf(row.kind, row.role).idle, row.endsAt);
	if (next > row.idleUntil) await moveIdleEnd(store, row.id, next);
	const { id, accountId, kind, endsAt, handle, role, locale } = row;
	const idleUntil = next > row.idleUntil ? next : row.idleUntil;
	return {
		session: { id, accountId, kind, idleUntil, endsAt },
		account: { id: accountId, handle, role, locale }
	};
}

async function moveIdleEnd(store: Store, id: string, idleUntil: Date) {
	try {
		await store.write(async (tx) => {
			const { session } = accounts(tx);
			await tx
				.update(session)
				.set({ idleUntil })
				.where(and(eq(session.id, id), lt(session.idleUntil, idleUntil)));
		});
	} catch (error) {
		// A full disk must not shut out a reader: the session then just ends when it would have.
		if (!(error instanceof StoreFailure)) throw error;
	}
}

/** Ends one session at once, on every instance. */
export async function endSession(store: Store, sessionId: string): Promise<void> {
	await store.write(async (tx) => {
		const { session } = accounts(tx);
		await tx.delete(session).where(eq(session.id, sessionId));
	});
}

/** Ends every session of an account, and forgets her devices: after a lost device or a changed passphrase. */
export async function endAllSessions(store: Store, accountId: string): Promise<void> {
	await store.write(async (tx) => {
		const { session } = accounts(tx);
		await tx.delete(session).where(eq(session.accountId, accountId));
		await closeAllPending(tx, accountId);
		await forgetDevices(tx, accountId);
	});
}
