import { randomInt } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CAST, PASSPHRASE } from '#lib/operations/server/people.ts';
import { malformedRequests, type Form } from '#tests/support/malformed-requests.ts';
import { sendRaw } from '#tests/support/raw-http.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';
import { everything, oneRow, Visitor } from './visitor.ts';

const COUNT = process.env.LONG ? 10_000 : 400;
const seed = Number(process.env.SEED ?? randomInt(2 ** 31));

let server: RunningServer;
beforeAll(async () => {
	server = await startServer({ demo: true });
});
afterAll(() => server.stop());

/** The forms of the door and of the forum, as a learner of the demo would send them. */
async function formsOfTheSite(): Promise<Form[]> {
	const irina = new Visitor(server);
	await irina.post('/en/sign-in', { handle: CAST.irina.handle, passphrase: PASSPHRASE, shared: 'yes' });
	const { cookie } = irina;
	const { id = '', cohort = '' } = oneRow(server, 'select id, cohort_id as cohort from thread');
	// Signed out, every form of the forum would be refused before it is read.
	expect((await irina.get(`/en/cohorts/${cohort}/threads/${id}`)).status).toBe(200);
	const step: Form['fields'] = [
		['code', '1234 5678'],
		['handle', 'calm-otter-118'],
		['use', 'own'],
		['own', 'slow tide over gravel'],
		['recovery', '1234 '.repeat(9).trim().replaceAll(' ', '%20')],
		['first', '1234'],
		['second', '1234']
	];
	const fresh: Form['fields'] = [
		['handle', 'calm-otter-118'],
		['fresh', 'slow tide over gravel']
	];
	const writing: Form['fields'] = [
		['text', 'A harmless sentence.'],
		['key', '0123456789abcdef']
	];
	const door: [string, Form['fields']][] = [
		[
			'/en/sign-in',
			[
				['handle', 'calm-otter-118'],
				['passphrase', 'slow tide'],
				['shared', 'yes'],
				['next', '/en']
			]
		],
		...['begin', 'suggest', 'name', 'passphrase', 'recovery', 'groups', 'back', 'create'].map(
			(action): [string, Form['fields']] => [`/en/join?/${action}`, step]
		),
		['/en/recover', [...fresh, ['recovery', '1234']]],
		['/en/recover/vouched', [...fresh, ['code', '1234']]]
	];
	const room: [string, Form['fields']][] = [
		[`/en/cohorts/${cohort}/threads/new`, [...writing, ['title', 'A title']]],
		[`/en/cohorts/${cohort}/threads/${id}?/reply`, [...writing, ['seen', '1']]],
		[`/en/cohorts/${cohort}/threads/${id}?/delete`, [['post', 'zzzzzzzzzzzzzzzz']]],
		[`/en/cohorts/${cohort}?/alias`, [['alias', 'A name']]]
	];
	return [
		...door.map(([address, fields]) => ({ address, fields, cookie: '' })),
		...room.map(([address, fields]) => ({ address, fields, cookie }))
	];
}

/** Megabytes the server holds; null where the system does not tell. */
function memoryOf({ dataDir }: RunningServer): number | null {
	if (!existsSync('/proc/self/environ')) return null;
	for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
		try {
			if (!readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`DATA_DIR=${dataDir}\0`)) continue;
			return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
		} catch {
			// Not ours to read, or gone meanwhile.
		}
	return null;
}

const LEAK =
	/\n\s+at .+:\d+|node_modules|\.(?:ts|js|svelte):\d+|\/(?:work|home|root|tmp|usr)\/|SQLITE_|drizzle|(?:Type|Syntax|Range|Reference)Error|\binsert into\b|\bselect .+ from\b/i;

/** Who is who and who is where: what no broken request may change. */
const standing = () => {
	const tables = everything(server);
	return { account: tables['account'], invitation: tables['invitation'], cohort: tables['cohort'] };
};

test(
	`${COUNT} malformed requests are refused calmly (asvs:16.5.1, asvs:2.2.1)`,
	{ timeout: COUNT * 500 },
	async () => {
		console.log(`${COUNT} malformed requests, SEED=${seed}`);
		const forms = await formsOfTheSite();
		const { host } = new URL(server.origin);
		const before = standing();
		const counts: Record<string, number> = {};

		async function send(next: ReturnType<typeof malformedRequests>, many: number): Promise<void> {
			let left = many;
			const worker = async () => {
				while (left-- > 0) {
					const request = next();
					const what = `${request.kind} (SEED=${seed}): ${request.parts[0]?.toString('latin1').slice(0, 300)}`;
					const { statuses, text, hung } = await sendRaw(server.origin, request);
					expect(hung, `hung: ${what}`).toBe(false);
					for (const status of statuses) {
						expect(status, `${what}\n${text.slice(0, 600)}`).toBeLessThan(500);
						counts[status] = (counts[status] ?? 0) + 1;
					}
					expect(text, what).not.toMatch(LEAK);
					if (request.whole) expect(statuses.length, `no answer: ${what}`).toBeGreaterThan(0);
					if (request.kind === 'mass assignment') expect(statuses[0], what).toBeGreaterThanOrEqual(400);
				}
			};
			await Promise.all(Array.from({ length: 6 }, worker));
		}

		// Compiled code and full caches are no leak: what is measured comes after.
		await send(malformedRequests(seed + 1, host, forms), 150);
		const atFirst = memoryOf(server);
		await send(malformedRequests(seed, host, forms), COUNT);
		const atLast = memoryOf(server);

		console.log('answers by status', counts, 'megabytes', atFirst?.toFixed(), atLast?.toFixed());
		if (atFirst !== null && atLast !== null) expect(atLast - atFirst).toBeLessThan(50);
		expect(standing()).toEqual(before);
		expect((await new Visitor(server).get('/en')).status).toBe(200);
		// Nothing went wrong inside either: each unexpected error would be written here.
		expect(
			server
				.output()
				.split('\n')
				.filter((line) => /^\[\w+\]|Error|^\s+at /.test(line))
		).toEqual([]);
	}
);
