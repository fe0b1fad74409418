import { writeUnlessRefused } from '#lib/accounts/server/refusal.ts';
import type { Store, Tx } from '#lib/server/store/store.ts';
import type { Kind } from '../held.ts';
import { limitOf, RETENTION, type RetentionRule } from './retention-rules.ts';

/** How many rows of a kind went, or would go. */
export interface Swept {
	kind: Kind;
	rows: number;
}

const sweep = async (tx: Tx, rule: RetentionRule, now: Date): Promise<Swept> => ({
	kind: rule.kind,
	rows: (await rule.sweep?.(tx, limitOf(rule, now), now)) ?? 0
});

/** The rules somebody has to apply. */
const swept = () => RETENTION.filter((rule) => rule.sweep !== null);

/**
 * Deletes whatever is past its time, each rule in a transaction of its own, and then what deleting left behind in
 * the files. Doing it twice changes nothing.
 */
export async function applyRetention(store: Store, now = new Date()): Promise<Swept[]> {
	const done: Swept[] = [];
	for (const rule of swept()) done.push(await store.write((tx) => sweep(tx, rule, now)));
	await store.tidy();
	return done;
}

/** What `applyRetention` would delete now, counted by doing it in one transaction that is undone. */
export function rehearseRetention(store: Store, now = new Date()): Promise<Swept[]> {
	return writeUnlessRefused<never, Swept[]>(store, async (tx, refuse) => {
		const counted: Swept[] = [];
		for (const rule of swept()) counted.push(await sweep(tx, rule, now));
		return refuse(counted);
	});
}
