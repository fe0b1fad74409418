import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyOf } from '#lib/server/gate.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';
import { PLACED, routesInFolders, type Route } from './places.ts';
import { everything, oneRow, Visitor } from './visitor.ts';

const routes = routesInFolders();
const gated = routes.filter(({ id }) => PLACED[id] !== 'anyone');
const open = routes.filter(({ id }) => PLACED[id] === 'anyone');
const forStaff = routes.filter(({ id }) => PLACED[id] === 'staff' || PLACED[id] === 'administrator');

let server: RunningServer;
let params: Record<string, string>;
let stranger: Visitor;
let learner: Visitor;
let trainer: Visitor;

beforeAll(async () => {
	server = await startServer({ demo: true });
	stranger = new Visitor(server);
	learner = await new Visitor(server).signIn('amal');
	trainer = await new Visitor(server).signIn('trainer');
	const post = oneRow(
		server,
		'select p.id, p.thread_id, t.cohort_id from post p join thread t on t.id = p.thread_id'
	);
	const meeting = oneRow(server, 'select id from meeting');
	const prompt = oneRow(server, 'select element_id from thread where element_id is not null');
	params = {
		cohort: post['cohort_id'] ?? '',
		thread: post['thread_id'] ?? '',
		post: post['id'] ?? '',
		meeting: meeting['id'] ?? '',
		element: prompt['element_id'] ?? '',
		course: '2',
		lesson: '1',
		guide: 'limits',
		token: 'x'.repeat(26)
	};
});
afterAll(() => server.stop());

/** The address of a route in English, with ids that exist. */
const addressOf = ({ id }: Pick<Route, 'id'>) =>
	'/en' +
	id.replace(/\/\([a-z]+\)/g, '').replace(/\[(\w+)\]/g, (_, name: string) => params[name] ?? `no-${name}`);

/** Every way to send something to a route: its actions, or where it has none, the page itself. */
const waysIn = (route: Route) =>
	(route.actions.length ? route.actions : ['']).map((action) => addressOf(route) + action);

/** A form with something in every field a page of ours may know. */
const form = () => ({
	text: 'Nobody may write this.',
	key: '0123456789abcdef',
	seen: '99',
	title: 'x',
	name: 'x'
});

test('every route stands in a group, and somebody has written down whom it is for', () => {
	expect(routes.map(({ id }) => id)).toEqual(Object.keys(PLACED).toSorted((a, b) => a.localeCompare(b)));
	for (const { id } of routes) expect(policyOf(id), id).toBe(PLACED[id]);
	expect(routes.flatMap(({ actions }) => actions).length).toBeGreaterThan(15);
});

/** Endpoints that take a POST: each must turn away whoever has no session (hooks.server.ts, `refuse`). */
const TAKING = ['/(learn)/account/export/file'];

test('endpoints only give, but for those named: a refused request goes on as a POST of nobody', () => {
	const taking = routes.filter(({ methods }) => methods.some((name) => !['GET', 'prerender'].includes(name)));
	expect(taking.map(({ id }) => id)).toEqual(TAKING);
	expect(routes.flatMap(({ actions }) => actions)).not.toContain('?/refused');
});

describe('somebody who is not signed in', () => {
	test.each(gated)('$id: is asked to sign in, and comes back', async (route) => {
		const address = addressOf(route);
		for (const method of ['GET', 'HEAD']) {
			const answer = await stranger.send(address, { method });
			expect(answer.status).toBe(303);
			expect(answer.to).toBe(`/en/sign-in?next=${encodeURIComponent(address)}`);
			expect(answer.body).toBe('');
		}
	});

	test.each(gated)('$id: changes nothing by any action or method', async (route) => {
		const before = everything(server);
		for (const address of waysIn(route)) {
			const answer = await stranger.post(address, form());
			expect([401, 404], address).toContain(answer.status);
			expect(answer.headers.getSetCookie()).toEqual([]);
		}
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
			for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
				const headers = { origin: server.origin, 'content-type': type };
				const answer = await stranger.send(addressOf(route), { method, headers, body: '{"a":1}' });
				expect([401, 404], `${method} ${type}`).toContain(answer.status);
			}
		expect(everything(server)).toEqual(before);
	});

	test.each(open)('$id: may post nonsense, which changes nothing and breaks nothing', async (route) => {
		const before = everything(server, ['bucket']);
		for (const address of waysIn(route)) {
			const answer = await stranger.post(address, form());
			expect(answer.status, address).toBeLessThan(500);
			expect(answer.status, address).not.toBe(200);
		}
		expect(everything(server, ['bucket'])).toEqual(before);
	});

	test('finds no second spelling of a gated address that the gate does not know', async () => {
		const spellings = [
			'/my',
			'/en/my/',
			'/en//my',
			'/en/%6dy',
			'/EN/my',
			'/en/my/__data.json',
			'/en/./my',
			'/ar/my'
		];
		for (const spelling of [...spellings, '/en/en/my', '/en/my/__route.js', '/__data.json', '/en/my.html']) {
			const answer = await stranger.get(spelling);
			// Data for a page's script is answered with 200 and a redirect inside.
			if (spelling.endsWith('__data.json'))
				expect(answer.body, spelling).toMatch(/"type":"redirect"|"type":"error"/);
			else expect(answer.status, spelling).not.toBe(200);
		}
	});

	test('gains nothing by a session nobody made', async () => {
		const real = /\bkade=([^;]+)/.exec(learner.cookie)?.[1] ?? '';
		const [id = '', secret = ''] = real.split('.');
		const forged = ['', '.', `${id}.`, `${id}.${'A'.repeat(43)}`, `.${secret}`, secret, `${real}x`];
		for (const token of [...forged, '%00.%00', '%ff', '"', `${id}.${secret}%00`]) {
			const answer = await stranger.get('/en/my', { cookie: `kade=${token}` });
			expect(answer.status, token).toBe(303);
		}
		expect((await learner.get('/en/my')).status).toBe(200);
	});
});

describe('a learner', () => {
	test.each(forStaff)('$id: is not there for her', async (route) => {
		const before = everything(server, ['session']);
		expect((await learner.get(addressOf(route))).status).toBe(404);
		for (const address of waysIn(route)) expect((await learner.post(address, form())).status).toBe(404);
		expect(everything(server, ['session'])).toEqual(before);
		// Acts on other people's accounts ask staff for the passphrase once more.
		const { status, to } = await trainer.get(addressOf(route));
		expect(status === 200 || to?.startsWith('/en/account/confirm'), `${status} ${to}`).toBe(true);
	});

	test('reads what is hers, so that the refusals above mean something', async () => {
		const hers = ['/en/my', '/en/cohorts', `/en/cohorts/${params['cohort']}`];
		for (const address of hers) expect((await learner.get(address)).status, address).toBe(200);
	});
});

describe('asvs:3.5.1 a form of another site', () => {
	const foreign = [
		{ 'sec-fetch-site': 'cross-site' },
		{ 'sec-fetch-site': 'same-site' },
		{ 'sec-fetch-site': 'none' },
		{ origin: 'https://elsewhere.example' },
		{ origin: 'null' },
		{ 'sec-fetch-site': 'cross-site', origin: 'OURS' },
		{}
	] as Record<string, string>[];

	test.each(routes)('$id: is refused, whoever sends it', async (route) => {
		const before = everything(server, ['session']);
		for (const address of waysIn(route))
			for (const headers of foreign) {
				const sent = { ...headers, ...(headers['origin'] === 'OURS' && { origin: server.origin }) };
				const body = new URLSearchParams(form());
				const answer = await trainer.send(address, { method: 'POST', headers: sent, body });
				expect(answer.status, `${address} ${JSON.stringify(headers)}`).toBe(403);
			}
		expect(everything(server, ['session'])).toEqual(before);
	});

	test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('is refused as %s in any content type', async (method) => {
		const types = [
			'application/json',
			'text/plain',
			'application/x-www-form-urlencoded',
			'multipart/form-data; boundary=b',
			'application/x-sveltekit-formdata',
			'image/png',
			''
		];
		for (const type of types)
			for (const address of ['/en/my', `/en/cohorts/${params['cohort']}?/leave`, '/en', '/en/nowhere']) {
				const headers = { 'sec-fetch-site': 'cross-site', ...(type && { 'content-type': type }) };
				const body = type ? 'a=b' : new Uint8Array([97]);
				const answer = await learner.send(address, { method, headers, body });
				expect(answer.status, `${address} as ${type}`).toBe(403);
			}
	});
});
