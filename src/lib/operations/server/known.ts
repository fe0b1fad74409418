import { eq, getTableColumns, getTableName, or } from 'drizzle-orm';
import type { Account } from '#lib/accounts/server/accounts.ts';
import type { Store } from '#lib/server/store/store.ts';
import type { Held } from '../held.ts';
import { KNOWN, type KnownPlace } from './known-places.ts';
import { RETENTION } from './retention-rules.ts';

/** How many rows of a table are shown; the count says how many there are. */
const SHOWN_ROWS = 20;

/** What a table holds about her. */
export interface Known extends Held {
	/** The table's own name, as the database has it. */
	table: string;
	count: number;
	/** Column → value as it stands, the first rows of them. */
	rows: Record<string, string>[];
	/** Columns that are there and not shown: hashes, secrets, ids. */
	sealed: string[];
}

/** Everything the database holds about this person, table by table, the empty ones too: nothing there is told as well. */
export async function knownAbout(store: Store, me: Account): Promise<Known[]> {
	const found: Known[] = [];
	for (const place of KNOWN) found.push(await knownIn(store, me, place));
	return found;
}

async function knownIn(store: Store, me: Account, place: KnownPlace): Promise<Known> {
	const table = place.table(store);
	const columns = getTableColumns(table);
	const hers = or(...place.by.flatMap((name) => (columns[name] ? [eq(columns[name], me.id)] : [])));
	const count = await store.read.$count(table, hers);
	const rows = await store.read.select().from(table).where(hers).limit(SHOWN_ROWS);
	return {
		...ruleOf(place),
		table: getTableName(table),
		count: Number(count),
		rows: rows.map((row) => Object.fromEntries(place.shown.map((name) => [name, asText(row[name])]))),
		sealed: place.sealed
	};
}

function ruleOf({ kind }: KnownPlace): Held {
	const rule = RETENTION.find((one) => one.kind === kind);
	if (!rule) throw new Error(`Nothing says how long ${kind} is kept.`);
	return { kind, fine: rule.fine, keep: rule.keep };
}

function asText(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (value instanceof Date) return value.toISOString().slice(0, 16).replace('T', ' ');
	return typeof value === 'string' ? value : JSON.stringify(value);
}
