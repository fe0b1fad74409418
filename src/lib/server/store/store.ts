import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type { OnEngine } from './tables.ts';

type Database = BaseSQLiteDatabase<'async', unknown>;

/** Queries, promise-based and typed once against SQLite. No `.get()/.all()/.run()`: they exist on one engine only. */
export type Reader = Pick<Database, 'select' | 'selectDistinct' | '$with' | 'with' | '$count'> & OnEngine;

/** One open transaction. Reads inside it see its own writes. */
export type Tx = Pick<
	Database,
	'select' | 'selectDistinct' | '$with' | 'with' | '$count' | 'insert' | 'update' | 'delete'
> &
	OnEngine;

export interface Store extends OnEngine {
	read: Reader;
	/**
	 * Runs `work` in one transaction and resolves only after its commit is durable: "saved" may be said then.
	 * A throw inside rolls everything back. Only database work belongs inside: on SQLite all writers wait.
	 *
	 * @throws StoreFailure when the database is busy, full or read-only.
	 */
	write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
	/**
	 * A hot query, built once for this store (drizzle is about ten times faster prepared).
	 * Call at module level: `const byHandle = prepared('account_by_handle', (read) => …)`.
	 */
	prepared<T>(query: PreparedQuery<T>): T;
	/**
	 * Overwrites what deleted rows left behind, as far as the engine can while it is in use.
	 *
	 * SQLite: the journal is written back and emptied, and deleted text is in no file any more (`secure_delete`).
	 * PostgreSQL: dead rows are vacuumed; their bytes go as their room is used again, and its own logs as they turn.
	 *
	 * @returns false when another program was reading all the while: then it has to be done again
	 */
	tidy(): Promise<boolean>;
	close(): Promise<void>;
}

export interface PreparedQuery<T> {
	/** Unique in the whole program: PostgreSQL knows the statement by this name. */
	name: string;
	build: (read: Reader, name: string) => T;
}

/** Keeps one prepared statement per store and name. */
export function preparedOn(read: Reader): Store['prepared'] {
	const kept = new Map<string, unknown>();
	return <T>(query: PreparedQuery<T>): T => {
		if (!kept.has(query.name)) kept.set(query.name, query.build(read, query.name));
		return kept.get(query.name) as T;
	};
}
