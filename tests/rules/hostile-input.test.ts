import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import pg from 'pg';
import { randomBytes } from 'node:crypto';
import { startServer, type RunningServer } from '#tests/support/server.ts';
import { formsIn, type PageForm } from './forms-in-pages.ts';
import { PLACED, routesInFolders, type Route } from './places.ts';
import { Visitor, type Answer } from './visitor.ts';

/** What somebody may put where an id, a number, a day or a word belongs. */
const HOSTILE = [
	'\0',
	"' or 1=1 --",
	'\ud800',
	'__proto__',
	'-1',
	'99999999999999999999',
	'+275760-09-13',
	'2026-02-30',
	'<script>alert(1)</script>',
	'%',
	'x'.repeat(20_000)
];
/** The same, spelled for an address: bytes no browser would send among them. */
const HOSTILE_IN_ADDRESS = [
	...HOSTILE.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 1500)),
	'%00',
	'%ff',
	'%ed%a0%80',
	'%2e%2e%2f',
	'%252e',
	'..%5c',
	';',
	'x'.repeat(3000)
];

function expectCalm(answer: Answer, what: string): void {
	expect(answer.status, what).toBeLessThan(500);
	expect(answer.body, what).not.toMatch(
		/\n\s+at .+:\d+|node_modules|\.(ts|js|svelte):\d+|\/work\/|SQLITE_|drizzle|TypeError|invalid byte sequence/
	);
	expect(answer.body, what).not.toContain('<script>alert');
}

describe.each(['SQLite', 'PostgreSQL'])('on %s', (engine) => {
	let server: RunningServer;
	let learner: Visitor;
	let trainer: Visitor;
	/** Of the cohort everybody is in, by route parameter. */
	let params: Record<string, string>;
	/** Of a cohort only the trainer is in. */
	let foreign: Record<string, string>;

	beforeAll(async () => {
		server = await startServer({
			demo: true,
			env: engine === 'SQLite' ? {} : { DATABASE_URL: await newPostgres() }
		});
		learner = await new Visitor(server).signIn('irina');
		trainer = await new Visitor(server).signIn('trainer');
		const rest = { course: '2', lesson: '1', guide: 'limits', token: 'x'.repeat(26), element: 'talk' };
		params = { ...rest, ...(await idsOf(`${(await trainer.get('/en/cohorts')).body}`)) };
		const plan = { name: 'Another group', kind: 'workshop', ends: '' };
		const { to } = await trainer.post('/en/cohorts/new', plan);
		const form = formsIn(to, (await trainer.get(`${to}/threads/new`)).body).find(({ fields }) =>
			fields.some(([name]) => name === 'title')
		);
		await trainer.post(`${to}/threads/new`, [
			...(form?.fields.filter(([name]) => name === 'key') ?? []),
			['title', 'Only for us'],
			['text', 'Nobody else may read this.']
		]);
		await planMeeting(to);
		foreign = { ...rest, ...(await idsOf(`<a href="${to}">`)) };
		expect(foreign['cohort']).not.toBe(params['cohort']);
	});
	afterAll(() => server.stop());

	/** Walks from the first cohort in a page to a thread, a post and a meeting of it. */
	async function idsOf(html: string): Promise<Record<string, string>> {
		const id = '([0-9a-z]{16})';
		const cohort = new RegExp(`/cohorts/${id}`).exec(html)?.[1] ?? '';
		const page = (await trainer.get(`/en/cohorts/${cohort}`)).body;
		const thread = new RegExp(`/threads/${id}`).exec(page)?.[1] ?? '';
		const meeting = new RegExp(`/meetings/${id}`).exec(page)?.[1] ?? '';
		const within = (await trainer.get(`/en/cohorts/${cohort}/threads/${thread}`)).body;
		const post = new RegExp(`/posts/${id}`).exec(within)?.[1] ?? '';
		for (const [name, found] of Object.entries({ cohort, thread, meeting, post }))
			expect(found, name).toHaveLength(16);
		return { cohort, thread, meeting, post };
	}

	async function planMeeting(cohort: string): Promise<void> {
		const address = `${cohort}/meetings/new`;
		const form = formsIn(address, (await trainer.get(address)).body).find(({ fields }) =>
			fields.some(([name]) => name === 'zone')
		);
		const typed: Record<string, string> = {
			day: '2027-03-04',
			time: '10:00',
			minutes: '60',
			title: 'We meet'
		};
		const fields = form?.fields.map(([name, value]): [string, string] => [name, typed[name] ?? value]) ?? [];
		const made = await trainer.post(form?.action ?? address, fields);
		expect(made.status, JSON.stringify(fields)).toBe(303);
	}

	const addressOf = (route: Route, ids: Record<string, string>) =>
		'/en' +
		route.id.replace(/\/\([a-z]+\)/g, '').replace(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? name);
	const routes = routesInFolders();
	const withIds = routes.filter(({ id }) => /\[(cohort|thread|post|meeting)\]/.test(id));

	test('asvs:8.2.2 an id that is not hers is the same as one that never was', async () => {
		const form = {
			text: 'I should not be here.',
			key: '0123456789abcdef',
			seen: '1',
			alias: 'Guest',
			number: '1'
		};
		const own = ['cohort', 'thread', 'meeting', 'post'];
		// Each foreign id alone under her own cohort, then all together.
		const mixes = [...own.slice(1).map((name) => [name]), own];
		for (const route of withIds)
			for (const mix of mixes.filter((names) => names.some((name) => route.id.includes(`[${name}]`)))) {
				const strange = { ...params, ...Object.fromEntries(mix.map((name) => [name, foreign[name] ?? ''])) };
				const nonsense = { ...params, ...Object.fromEntries(mix.map((name) => [name, 'zzzzzzzzzzzzzzzz'])) };
				for (const action of ['GET', ...(route.actions.length ? route.actions : [''])]) {
					const ask = async (ids: Record<string, string>) => {
						const address = addressOf(route, ids);
						const sent = { ...form, post: ids['post'] ?? '' };
						const answer =
							action === 'GET' ? await learner.get(address) : await learner.post(address + action, sent);
						const used = Object.values(ids).filter((id) => id.length === 16);
						return {
							status: answer.status,
							body: used.reduce((text, id) => text.replaceAll(id, 'ID'), answer.body)
						};
					};
					const [met, never] = [await ask(strange), await ask(nonsense)];
					expect(met, `${route.id} ${action} with ${mix.join()}`).toEqual(never);
					expect([404, 405, 422], `${route.id} ${action} with ${mix.join()}`).toContain(met.status);
				}
			}
		const thread = `/en/cohorts/${foreign['cohort']}/threads/${foreign['thread']}`;
		expect((await trainer.get(thread)).body).not.toContain('I should not be here.');
	});

	test('asvs:16.5.1 no address breaks anything', async () => {
		const addresses = routes.flatMap((route) =>
			[...route.id.matchAll(/\[(\w+)\]/g)].flatMap(([, name = '']) =>
				HOSTILE_IN_ADDRESS.map((value) => addressOf(route, { ...params, [name]: value }))
			)
		);
		const pages = [`/en/cohorts/${params['cohort']}`, '/en/courses/2/1', '/en/sign-in'];
		const queries = HOSTILE_IN_ADDRESS.flatMap((value) =>
			['page=', 'text=', 'next=', '/', ''].flatMap((name) => pages.map((page) => `${page}?${name}${value}`))
		);
		expect(addresses.length).toBeGreaterThan(300);
		await eightAtOnce([...addresses, ...queries], async (address) => {
			expectCalm(await trainer.get(address), `GET ${address.slice(0, 200)}`);
		});
	}, 60_000);

	test('no action that is not there does anything', async () => {
		for (const route of routes.filter(({ id }) => PLACED[id] !== undefined))
			for (const name of ['constructor', '__proto__', 'toString', 'refused', 'default', '%00', ''])
				expectCalm(await trainer.post(`${addressOf(route, params)}?/${name}`, {}), `${route.id} ?/${name}`);
	});

	test('asvs:1.2.1 asvs:16.5.1 no field of any form breaks anything', async () => {
		// A lesson has many forms of one kind: one of each is enough.
		const kinds = new Map<string, PageForm>();
		for (const page of routes.map((route) => addressOf(route, params)))
			for (const form of formsIn(page, (await trainer.get(page)).body))
				kinds.set([form.action, ...form.fields.map(([name]) => name)].join(), form);
		const sent = [...kinds.values()]
			.filter(({ action }) => !action.includes('sign-out'))
			.flatMap(({ action, fields }) =>
				fields.flatMap(([name]) => HOSTILE.map((value) => ({ action, fields, name, value })))
			);
		expect(sent.length).toBeGreaterThan(200);
		await eightAtOnce(sent, async ({ action, fields, name, value }) => {
			const changed = fields.map(([other, held]): [string, string] => [other, other === name ? value : held]);
			expectCalm(await trainer.post(action, changed), `${action} ${name}=${value.slice(0, 40)}`);
		});
	}, 120_000);

	test.each([
		['application/x-www-form-urlencoded', Buffer.from('text=%ff%fe%00&key=%zz&=&&&a', 'latin1')],
		['application/x-www-form-urlencoded', Buffer.from([0x74, 0x3d, 0xff, 0x00, 0x80])],
		[
			'multipart/form-data; boundary=b',
			Buffer.from('--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nx')
		],
		['multipart/form-data', Buffer.from('--b--')],
		['multipart/form-data; boundary=b', Buffer.from('--b\r\n\r\n--b--\r\n')],
		['text/plain', Buffer.from('text=hello')],
		['application/json', Buffer.from('{"text":')],
		['application/x-sveltekit-formdata', randomBytes(64)],
		['nonsense', randomBytes(64)]
	])('asvs:16.5.1 no body breaks anything: %s', async (type, body) => {
		for (const route of routes)
			for (const action of route.actions) {
				const headers = { 'content-type': type, origin: server.origin };
				const init = { method: 'POST', headers, body: new Uint8Array(body) };
				const address = addressOf(route, params) + action;
				expectCalm(await trainer.send(address, init), `${address} as ${type}`);
				if (address.includes('sign-out')) await trainer.signIn('trainer');
			}
	});
});

/** Does the work for every item, a few at a time, as several visitors would. */
async function eightAtOnce<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
	const waiting = items.values();
	const worker = async () => {
		for (const item of waiting) await work(item);
	};
	await Promise.all(Array.from({ length: 8 }, worker));
}

async function newPostgres(): Promise<string> {
	const name = `kade_${randomBytes(6).toString('hex')}`;
	const address = new URL(inject('postgres'));
	address.pathname = '/postgres';
	const client = new pg.Client({ connectionString: address.href });
	await client.connect();
	await client.query(`create database ${name}`);
	await client.end();
	address.pathname = `/${name}`;
	return address.href;
}
