import type { Store } from '#lib/server/store/store.ts';

/** Fills an empty store with the fictional cohort of the demo. */
export async function plantCast(store: Store): Promise<string[]> {
	return [store.engine];
}
