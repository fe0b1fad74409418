import { and, count, desc, eq, inArray, lt } from 'drizzle-orm';
import { after, days, hourOf } from '#lib/server/clock.ts';
import { newId } from '#lib/server/secrets.ts';
import type { Store, Tx } from '#lib/server/store/store.ts';
import type { EventActor, EventKind } from './event-tables.ts';
import { accounts } from './tables.ts';

export type { EventActor, EventKind };

/** How long the audit trail is kept. */
export const EVENT_LIFE = days(30);

const PAGE = 50;

/** What happened to her account, as its owner reads it. Who on the staff did it is not hers to know. */
export interface OwnEvent {
	id: string;
	kind: EventKind;
	actor: EventActor;
	/** The start of the hour. */
	hour: Date;
}

/** The same for administrators: whom it concerned and, where it was someone on the staff, who did it. */
export interface AuditedEvent extends OwnEvent {
	accountId: string;
	handle: string;
	/** Null when it was no one on the staff, or someone whose account is gone. */
	byHandle: string | null;
}

/**
 * Writes into the audit trail. Part of the transaction that does the thing, so that neither happens without the
 * other.
 *
 * @param what.byId who did it: the account itself, someone on the staff, or null for someone not signed in
 */
export async function record(
	tx: Tx,
	what: { kind: EventKind; accountId: string; byId: string | null }
): Promise<void> {
	const { kind, accountId, byId } = what;
	const actor = byId === null ? 'nobody' : byId === accountId ? 'owner' : 'staff';
	const { securityEvent } = accounts(tx);
	await tx.insert(securityEvent).values({
		id: newId(),
		accountId,
		kind,
		actor,
		byId: actor === 'staff' ? byId : null,
		hour: hourOf(new Date())
	});
}

/** What happened to one account in the last thirty days, newest first. */
export async function eventsOf(store: Store, accountId: string): Promise<OwnEvent[]> {
	const { securityEvent } = accounts(store.read);
	const { id, kind, actor, hour } = securityEvent;
	return store.read
		.select({ id, kind, actor, hour })
		.from(securityEvent)
		.where(eq(securityEvent.accountId, accountId))
		.orderBy(desc(hour), id)
		.limit(500);
}

/**
 * One page of the whole audit trail, newest first, for administrators; or of one account's part of it.
 *
 * @param page counted from 1
 */
export async function auditTrail(
	store: Store,
	{ page, accountId }: { page: number; accountId?: string }
): Promise<{ events: AuditedEvent[]; pages: number }> {
	const { securityEvent, account } = accounts(store.read);
	const { id, kind, actor, hour, byId } = securityEvent;
	const concerned = accountId === undefined ? undefined : eq(securityEvent.accountId, accountId);
	const rows = await store.read
		.select({ id, kind, actor, hour, byId, accountId: account.id, handle: account.handle })
		.from(securityEvent)
		.innerJoin(account, eq(account.id, securityEvent.accountId))
		.where(and(concerned))
		.orderBy(desc(hour), id)
		.limit(PAGE)
		.offset((page - 1) * PAGE);
	const [all] = await store.read.select({ n: count() }).from(securityEvent).where(and(concerned));
	const handles = await handlesOf(store, [
		...new Set(rows.map((row) => row.byId).filter((by) => by !== null))
	]);
	const events = rows.map(({ byId: by, ...event }) => ({
		...event,
		byHandle: by === null ? null : (handles.get(by) ?? null)
	}));
	return { events, pages: Math.max(1, Math.ceil(Number(all?.n ?? 0) / PAGE)) };
}

async function handlesOf(store: Store, ids: string[]): Promise<Map<string, string>> {
	if (!ids.length) return new Map();
	const { account } = accounts(store.read);
	const found = await store.read
		.select({ id: account.id, handle: account.handle })
		.from(account)
		.where(inArray(account.id, ids));
	return new Map(found.map(({ id, handle }) => [id, handle]));
}

/** Forgets what is older than thirty days; how many rows went. */
export async function forgetEvents(tx: Tx, now = new Date()): Promise<number> {
	const { securityEvent } = accounts(tx);
	const gone = await tx
		.delete(securityEvent)
		.where(lt(securityEvent.hour, after(hourOf(now), -EVENT_LIFE)))
		.returning({ id: securityEvent.id });
	return gone.length;
}
