import type { Tx } from '#lib/server/store/store.ts';

const held = new WeakMap<Tx, Map<string, unknown>>();

/**
 * Keeps a statement prepared for as long as its transaction object lives: on SQLite, whose one writer is
 * always the same object, for ever; on PostgreSQL for the transaction.
 *
 * @param name unique in the whole program: PostgreSQL knows the statement by it
 */
export function heldBy<T>(tx: Tx, name: string, build: (tx: Tx, name: string) => T): T {
	const statements = held.get(tx) ?? new Map<string, unknown>();
	held.set(tx, statements);
	if (!statements.has(name)) statements.set(name, build(tx, name));
	return statements.get(name) as T;
}
