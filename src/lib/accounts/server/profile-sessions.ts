import { and, desc, eq, gt, ne } from 'drizzle-orm';
import type { Store } from '#lib/server/store/store.ts';
import { record } from './events.ts';
import type { Session } from './sessions.ts';
import { closeAllPending } from './signin-pending.ts';
import { accounts, type SessionKind } from './tables.ts';

/** What she calls a device: long enough for "old phone", too short for a story. */
export const LONGEST_LABEL = 30;

export interface OwnSession {
	id: string;
	/** Her own word for the device, or empty. */
	label: string;
	kind: SessionKind;
	/** `YYYY-MM`: no finer, and neither address nor browser (ASVS 7.5.2). */
	month: string;
	/** The one she is asking from. */
	here: boolean;
}

/** The sessions of the account that are still alive, this one first, then the newest. */
export async function sessionsOf(store: Store, current: Session): Promise<OwnSession[]> {
	const { session } = accounts(store.read);
	const now = new Date();
	const rows = await store.read
		.select({ id: session.id, label: session.label, kind: session.kind, createdAt: session.createdAt })
		.from(session)
		.where(and(eq(session.accountId, current.accountId), gt(session.idleUntil, now), gt(session.endsAt, now)))
		.orderBy(desc(session.createdAt), session.id);
	return rows
		.map(({ createdAt, ...row }) => ({
			...row,
			month: createdAt.toISOString().slice(0, 7),
			here: row.id === current.id
		}))
		.sort((a, b) => Number(b.here) - Number(a.here));
}

/** Names one of her own sessions. False when it is not hers, or has ended. */
export async function labelSession(
	store: Store,
	accountId: string,
	sessionId: string,
	label: string
): Promise<boolean> {
	return store.write(async (tx) => {
		const { session } = accounts(tx);
		const named = await tx
			.update(session)
			.set({ label: label.normalize('NFC').slice(0, LONGEST_LABEL) })
			.where(and(eq(session.id, sessionId), eq(session.accountId, accountId)))
			.returning({ id: session.id });
		return named.length > 0;
	});
}

/** Ends one of her own sessions. False when it is not hers, or has ended. */
export async function endOwnSession(store: Store, accountId: string, sessionId: string): Promise<boolean> {
	return store.write(async (tx) => {
		const { session } = accounts(tx);
		const ended = await tx
			.delete(session)
			.where(and(eq(session.id, sessionId), eq(session.accountId, accountId)))
			.returning({ id: session.id });
		return ended.length > 0;
	});
}

/** Ends every session of the account but this one, and forgets every device called her own. */
export async function endOtherSessions(store: Store, { id, accountId }: Session): Promise<void> {
	await store.write(async (tx) => {
		const { device, session } = accounts(tx);
		await tx.delete(session).where(and(eq(session.accountId, accountId), ne(session.id, id)));
		await tx.delete(device).where(eq(device.accountId, accountId));
		await closeAllPending(tx, accountId);
		await record(tx, { kind: 'sessions-ended', accountId, byId: accountId });
	});
}
