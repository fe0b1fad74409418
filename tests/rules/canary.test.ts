import { readdirSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askedGroups } from '#lib/accounts/recovery-groups.ts';
import { CAST, PASSPHRASE } from '#lib/operations/server/people.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';
import { formsIn } from './forms-in-pages.ts';
import { oneRow } from './visitor.ts';

const AGENT = 'CanaryBrowser/7.3 (Marked-Machine-19)';
const SECRET = 'canary lantern under wet slate 58';
const WRONG = 'canary wrong guess over tin roof 91';
const NEAR = 'canary-mistyped-person-44';
const SEARCH = 'canary-searched-place-27';
const POST = 'Canary sentence about the grey boats, 63.';
const RECOVERY = '4821 9034 1177 5620 3345 8890 2716 6403 9958';
const ADDRESSES = ['127.0.0.2', '127.0.0.3', '127.0.0.4'] as const;

interface Answer {
	status: number;
	body: string;
	to: string;
}

/** A browser at an address of its own that says its name in every way a browser or a proxy can. */
class Canary {
	readonly #jar = new Map<string, string>();
	readonly #server: RunningServer;
	readonly #address: string;
	constructor(server: RunningServer, address: string) {
		this.#server = server;
		this.#address = address;
	}

	send(where: string, fields?: [string, string][]): Promise<Answer> {
		const url = new URL(where, this.#server.origin);
		const headers = {
			accept: 'text/html',
			'user-agent': AGENT,
			'x-forwarded-for': '203.0.113.77',
			forwarded: 'for=203.0.113.77',
			referer: `${this.#server.origin}/en/${SEARCH}`,
			cookie: [...this.#jar].map((pair) => pair.join('=')).join('; '),
			...(fields && {
				origin: this.#server.origin,
				'content-type': 'application/x-www-form-urlencoded'
			})
		};
		const init = { method: fields ? 'POST' : 'GET', localAddress: this.#address, headers };
		return new Promise((done, failed) => {
			const sent = request(url, init, (answer) => {
				let body = '';
				for (const line of answer.headers['set-cookie'] ?? []) {
					const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
					this.#jar.set(name, value);
				}
				answer.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
				answer.on('end', () =>
					done({ status: answer.statusCode ?? 0, body, to: answer.headers.location ?? '' })
				);
			});
			sent.on('error', failed);
			sent.end(fields && new URLSearchParams(fields).toString());
		});
	}

	/** Opens a page, fills its form that has `field`, and sends it. */
	async fill(page: string, field: string, typed: Record<string, string>): Promise<Answer> {
		const { body } = await this.send(page);
		const form = formsIn(page, body).find(({ fields }) => fields.some(([name]) => name === field));
		if (!form) throw new Error(`No form with ${field} on ${page}.`);
		const untyped = form.fields.filter(([name]) => !(name in typed));
		return this.send(form.action, [...untyped, ...Object.entries(typed)]);
	}
}

let server: RunningServer;
/** Statuses of everything the three did, to see that it really happened. */
const done: Record<string, number> = {};
beforeAll(async () => {
	server = await startServer({ demo: true });
	const [trainer, learner, guesser] = ADDRESSES.map((address) => new Canary(server, address)) as [
		Canary,
		Canary,
		Canary
	];
	const cohort = `/en/cohorts/${oneRow(server, 'select id from cohort')['id']}`;
	const note = (what: string, { status }: Answer) => (done[what] = status);

	const entry = { handle: CAST.trainer.handle, passphrase: PASSPHRASE };
	note('a trainer signs in', await trainer.fill('/en/sign-in', 'passphrase', entry));
	const invited = await trainer.fill(`${cohort}/people`, 'count', {
		role: 'member',
		count: '1',
		form: 'digits'
	});
	const code = /class="secret[^"]*">\s*([\d\s]{8,})</.exec(invited.body)?.[1]?.trim() ?? '';
	note('an invitation', invited);

	const [first, second] = askedGroups(RECOVERY).map((n) => RECOVERY.split(' ')[n - 1] ?? '');
	expect(code, 'a code on the sheet').not.toBe('');
	const joined = await learner.send('/en/join?/create', [
		['code', code],
		['handle', 'calm-otter-118'],
		['use', 'own'],
		['own', SECRET],
		['recovery', RECOVERY],
		['first', first ?? ''],
		['second', second ?? '']
	]);
	note('somebody joins', joined);
	const written = { title: 'A harbour', text: POST };
	note('she writes', await learner.fill(`${cohort}/threads/new`, 'title', written));
	const lesson = await learner.send('/en/courses/2/1');
	const quiz = formsIn('/en/courses/2/1', lesson.body).find(
		({ fields }) => Object.fromEntries(fields)['element'] === 'q-on-the-map'
	);
	const choice = /id="q-on-the-map-[^"]+" name="choice" value="([^"]+)"/.exec(lesson.body)?.[1] ?? '';
	note(
		'a quiz',
		await learner.send(quiz?.action ?? '/en/no-quiz', [...(quiz?.fields ?? []), ['choice', choice]])
	);
	note('she leaves', await learner.send('/en/sign-out', []));
	const back = { handle: 'calm-otter-118', passphrase: SECRET };
	note('she comes back', await learner.fill('/en/sign-in', 'passphrase', back));

	const guess = { handle: 'calm-otter-118', passphrase: WRONG };
	note('a guess', await guesser.fill('/en/sign-in', 'passphrase', guess));
	note('a wrong name', await guesser.fill('/en/sign-in', 'passphrase', { handle: NEAR, passphrase: SECRET }));
	note(
		'a secret as name',
		await guesser.fill('/en/sign-in', 'passphrase', { handle: SECRET, passphrase: 'x' })
	);
	note('nothing there', await guesser.send(`/en/${SEARCH}?q=${SEARCH}`));
	note('no action', await guesser.send(`/en/sign-in?/${SEARCH}`, [['a', SEARCH]]));
});
afterAll(() => server.stop());

test('the run did what it says', () => {
	expect(done).toEqual({
		'a trainer signs in': 303,
		'an invitation': 200,
		'somebody joins': 303,
		'she writes': 303,
		'a quiz': 200,
		'she leaves': 303,
		'she comes back': 303,
		'a guess': 422,
		'a wrong name': 422,
		'a secret as name': 422,
		'nothing there': 404,
		'no action': 404
	});
});

/** Every file of the data folder and all that was printed, as bytes. */
function kept(): Map<string, Buffer> {
	const files = readdirSync(server.dataDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
		statSync(path.join(server.dataDir, name)).isFile()
	);
	const found = new Map(files.map((name) => [name, readFileSync(path.join(server.dataDir, name))]));
	return found.set('what the server printed', Buffer.from(server.output()));
}

const holding = (marks: (string | Buffer)[]): string[] =>
	[...kept()].filter(([, bytes]) => marks.some((mark) => bytes.includes(mark))).map(([name]) => name);

describe('after a run from several addresses (asvs:16.2.5)', () => {
	test('the search looks into the database and its log, and finds what was written on purpose', () => {
		expect([...kept().keys()]).toEqual(expect.arrayContaining(['kade.db', 'kade.db-wal']));
		const places = holding([POST]);
		expect(places.length).toBeGreaterThan(0);
		for (const place of places) expect(place).toMatch(/^kade\.db(-wal)?$/);
	});

	test('the passphrase of the demo stands where the server announces it, and nowhere else', () => {
		expect(holding([PASSPHRASE])).toEqual(['what the server printed']);
	});

	test.each([
		['an address', [...ADDRESSES, '203.0.113.77']],
		// As four bytes too, but not 127.0.0.x alone: counters look like that. This one is nobody’s counter.
		['an address in binary', [Buffer.from([203, 0, 113, 77])]],
		['a browser’s name', [AGENT, 'CanaryBrowser', 'Marked-Machine']],
		['a passphrase', [SECRET, WRONG]],
		['a recovery phrase', [RECOVERY, RECOVERY.replaceAll(' ', '')]],
		['a name that was mistyped', [NEAR]],
		['a path that is not there, or where somebody came from', [SEARCH]]
	])('nothing that Kade keeps or prints holds %s', (_, marks) => {
		expect(holding(marks)).toEqual([]);
	});
});
