import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '#lib/accounts/server/accounts.ts';
import { hashPassphrase } from '#lib/accounts/server/hashing.ts';
import { signIn } from '#lib/accounts/server/signin.ts';
import { accounts } from '#lib/accounts/server/tables.ts';
import { CAST } from '#lib/operations/server/people.ts';
import { freshSqlite } from '#tests/support/database.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';
import { Visitor, type Answer } from './visitor.ts';

/** As long as the handle of the cast, so that the length of an answer can be compared too. */
const KNOWN = CAST.irina.handle;
const UNKNOWN = 'north-sparrow';

describe('a name known to Kade and one that is not', () => {
	let server: RunningServer;
	beforeAll(async () => {
		server = await startServer({ demo: true });
	});
	afterAll(() => server.stop());

	/** What an observer sees, without the name she typed herself, the second she came and the page's suggestion. */
	const seen = ({ status, headers, body, to }: Answer, handle: string) => ({
		status,
		to,
		headers: [...headers].filter(([name]) => !['date', 'retry-after'].includes(name)),
		waits: headers.has('retry-after'),
		body: body.replaceAll(handle, 'NAME').replace(/\d{4}( \d{4}){5}/g, 'SUGGESTION')
	});

	const fresh = 'slow tide over gravel 12';
	const forms: [string, (handle: string) => Record<string, string>][] = [
		['/en/sign-in', (handle) => ({ handle, passphrase: 'not the passphrase' })],
		['/ar/sign-in', (handle) => ({ handle, passphrase: 'not the passphrase', shared: 'yes' })],
		['/ar/recover', (handle) => ({ handle, recovery: '1234 '.repeat(9).trim(), fresh })],
		['/ar/recover/vouched', (handle) => ({ handle, code: '1234 5678 9012 3456', fresh })]
	];

	/** Uncompressed, or the length would depend on the letters of the name. */
	const ask = (address: string, fields: Record<string, string>) =>
		new Visitor(server).post(address, fields, { 'accept-encoding': 'identity' });

	test.each(forms)('get the same answer from %s, try after try (asvs:6.3.8)', async (address, form) => {
		const statuses: number[] = [];
		for (let i = 0; i < 8; i++) {
			const known = await ask(address, form(KNOWN));
			const unknown = await ask(address, form(UNKNOWN));
			expect(seen(unknown, UNKNOWN), `try ${i + 1}`).toEqual(seen(known, KNOWN));
			statuses.push(known.status);
		}
		expect(statuses.every((status) => status === 422 || status === 429)).toBe(true);
	});
});

/**
 * Area under the ROC curve: how often a value of `a` lies above one of `b`, ties half. 0.5 tells nothing, 0 and 1
 * tell all (Mann and Whitney 1947).
 */
function auc(a: number[], b: number[]): number {
	const all = [...a.map((value) => ({ value, isA: true })), ...b.map((value) => ({ value, isA: false }))];
	all.sort((one, other) => one.value - other.value);
	let below = 0;
	let sum = 0;
	for (let i = 0; i < all.length;) {
		let end = i;
		while (end < all.length && all[end]?.value === all[i]?.value) end++;
		const tied = all.slice(i, end);
		const ofA = tied.filter(({ isA }) => isA).length;
		sum += ofA * (below + (tied.length - ofA) / 2);
		below += tied.length - ofA;
		i = end;
	}
	return sum / (a.length * b.length);
}

test('the measure tells two kinds of times apart', () => {
	expect(auc([3, 4, 5], [1, 2])).toBe(1);
	expect(auc([1, 2], [3, 4, 5])).toBe(0);
	expect(auc([1, 2, 3], [1, 2, 3])).toBe(0.5);
});

/**
 * With n pairs that tell nothing, the standard error is √((2n + 1) / 12n²): 0.0058 for 5,000 pairs, so that 0.03 is
 * five of them; 0.033 for the 150 of the sample, whose bound of 0.17 is five as well and finds gross leaks only.
 */
const PAIRS = process.env.LONG ? 5000 : 150;
const BOUND = process.env.LONG ? 0.03 : 0.17;

test(
	`the time of ${PAIRS} pairs of tries does not tell known from unknown names (asvs:6.3.8)`,
	{ timeout: PAIRS * 2000, retry: 0 },
	async () => {
		const { store, drop } = await freshSqlite();
		try {
			const passphraseHash = (await hashPassphrase('slow tide over gravel')) ?? '';
			const about = { passphraseHash, recoveryHash: '-', role: 'learner', locale: 'en' } as const;
			await store.write((tx) => createAccount(tx, { handle: KNOWN, ...about }));
			const times = { [KNOWN]: [] as number[], [UNKNOWN]: [] as number[] };
			const take = async (handle: typeof KNOWN | typeof UNKNOWN) => {
				// Full buckets for each try: the time of a refusal for haste is not the question here.
				await store.write(async (tx) => void (await tx.delete(accounts(tx).bucket)));
				const began = performance.now();
				const answer = await signIn(store, { handle, passphrase: 'slow tide over grave', kind: 'shared' });
				times[handle].push(performance.now() - began);
				expect(answer).toEqual({ ok: false, reason: 'wrong' });
			};
			for (let i = 0; i < 5; i++) for (const handle of [KNOWN, UNKNOWN] as const) await take(handle);
			for (const taken of Object.values(times)) taken.length = 0;
			// In turns, and in changing order, so that a machine that is busy for a while is busy for both.
			for (let i = 0; i < PAIRS; i++)
				for (const handle of i % 2 ? ([KNOWN, UNKNOWN] as const) : ([UNKNOWN, KNOWN] as const))
					await take(handle);
			const measured = auc(times[KNOWN], times[UNKNOWN]);
			console.log(`${PAIRS} pairs: AUC ${measured.toFixed(4)}`);
			expect(Math.abs(measured - 0.5)).toBeLessThan(BOUND);
		} finally {
			await drop();
		}
	}
);
