import { postgresKit } from './columns.postgres.ts';
import { sqliteKit, type Kit } from './columns.sqlite.ts';

/** What tells which engine a query runs on: the store itself, or a transaction of it. */
export interface OnEngine {
	engine: 'sqlite' | 'postgres';
}

/**
 * Describes a room's tables once, for both engines. The types are SQLite's; PostgreSQL passes a kit
 * of the same shape, and the parity tests prove that both behave alike.
 *
 * @returns a function that gives the tables of the engine at hand: `const { account } = accounts(tx)`.
 */
export function defineTables<T extends object>(build: (kit: Kit) => T) {
	const sqlite = build(sqliteKit);
	const postgres = build(postgresKit as unknown as Kit);
	const tables = (on: OnEngine): T => (on.engine === 'sqlite' ? sqlite : postgres);
	return Object.assign(tables, { sqlite, postgres });
}
