import type { Store, Tx } from '#lib/server/store/store.ts';

class Refusal extends Error {
	readonly answer: unknown;
	constructor(answer: unknown) {
		super('Rolled back on purpose.');
		this.answer = answer;
	}
}

/**
 * One transaction that can change its mind: `refuse(answer)` undoes all that was written and becomes the answer.
 * The caller sees a value, never a throw.
 */
export async function writeUnlessRefused<T, R>(
	store: Store,
	work: (tx: Tx, refuse: (answer: R) => never) => Promise<T>
): Promise<T | R> {
	try {
		return await store.write((tx) =>
			work(tx, (answer) => {
				throw new Refusal(answer);
			})
		);
	} catch (error) {
		if (error instanceof Refusal) return error.answer as R;
		throw error;
	}
}
