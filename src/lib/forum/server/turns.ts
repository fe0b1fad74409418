import type { Store, Tx } from '#lib/server/store/store.ts';

const waiting = new Map<string, Promise<unknown>>();

/**
 * A write that numbers something in a cohort. Serializable transactions that take the same next number collide
 * on PostgreSQL and all but one start over; in one process they wait for each other instead. Between processes
 * the store's retries do the rest. SQLite has one writer anyway.
 */
export function writeInTurn<T>(store: Store, cohortId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
	if (store.engine === 'sqlite') return store.write(work);
	const write = () => store.write(work);
	const mine = (waiting.get(cohortId) ?? Promise.resolve()).then(write, write);
	const settled = mine
		.catch(() => {})
		.finally(() => {
			if (waiting.get(cohortId) === settled) waiting.delete(cohortId);
		});
	waiting.set(cohortId, settled);
	return mine;
}
