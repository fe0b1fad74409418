import type { Store, Tx } from '#lib/server/store/store.ts';

/** Whoever the verb concerns: an account, or anything that knows its id. */
export interface Person {
	id: string;
}

/** Runs in the caller's transaction, or in one of its own. */
export const within = <T>(on: Store | Tx, work: (tx: Tx) => Promise<T>): Promise<T> =>
	'write' in on ? on.write(work) : work(on);
