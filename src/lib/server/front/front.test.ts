import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { securityHeaders } from '../policy.ts';
import { createFront, type Handler } from './front.ts';
import { knownOrigins, originChooser } from './origins.ts';

const text = '<!doctype html><p>A calm page about planning a week.</p>'.repeat(40);
const origins = knownOrigins('https://learn.example', 0);

let app: Handler | null;
let seen: IncomingMessage[];
const { server, pages } = createFront(originChooser(origins, false), () => app);
let port: number;

/** Answers a page the way adapter-node does. */
function page(headers: Record<string, string> = {}, body = text): Handler {
	return (req, res) => {
		seen.push(req);
		for (const [name, value] of Object.entries({ 'content-type': 'text/html; charset=utf-8', ...headers }))
			res.setHeader(name, value);
		res.setHeader('content-length', Buffer.byteLength(body));
		res.writeHead(200);
		res.write(body);
		res.end();
	};
}

interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
	return new Promise((done, failed) => {
		const sent = request({ port, path, method, headers, agent: false }, async (res) => {
			const body = Buffer.concat(await res.toArray());
			done({ status: res.statusCode ?? 0, headers: res.headers, body });
		});
		sent.on('error', failed).end();
	});
}

async function raw(bytes: string): Promise<string> {
	const socket = connect(port, '127.0.0.1');
	socket.write(bytes);
	const chunks = await socket.setEncoding('latin1').toArray();
	return chunks.join('');
}

beforeAll(async () => {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	port = (server.address() as { port: number }).port;
});
afterAll(() => {
	server.close();
});
beforeEach(() => {
	seen = [];
	app = page();
	pages.clear();
});

describe('asvs:3.4.3 every kind of answer carries the policy', () => {
	const expected = Object.entries(securityHeaders('https://learn.example'));

	const answers: [string, Handler | null, string, string, number][] = [
		['a page', page(), '/', 'GET', 200],
		['a page without its body', page(), '/', 'HEAD', 200],
		['a redirect', (_, res) => res.writeHead(303, { location: '/en' }).end(), '/', 'GET', 303],
		['nothing there', (_, __, next) => next(), '/nothing', 'GET', 404],
		['a bug', () => Promise.reject(new Error('planned by this test')), '/', 'GET', 500],
		['not ready', null, '/', 'GET', 503],
		['a long address', page(), '/' + 'a'.repeat(2048), 'GET', 414],
		['an odd method', page(), '/', 'TRACE', 405],
		["another site's address", page(), '//evil.example/', 'GET', 400]
	];
	test.each(answers)('%s', async (_, handler, path, method, status) => {
		app = handler;
		const { error } = console;
		console.error = () => {};
		const answer = await ask(path, {}, method).finally(() => (console.error = error));
		expect(answer.status).toBe(status);
		for (const [name, value] of expected) expect(answer.headers[name.toLowerCase()]).toBe(value);
	});

	test.each([
		['no request at all', 'HELLO\r\n\r\n', '400'],
		['no host', 'GET / HTTP/1.1\r\n\r\n', '400'],
		['an endless header', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, '431'],
		['an odd expectation', 'GET / HTTP/1.1\r\nHost: a\r\nExpect: cake\r\nConnection: close\r\n\r\n', '417']
	])('%s', async (_, bytes, status) => {
		const answer = await raw(bytes);
		expect(answer.split(' ')[1]).toBe(status);
		for (const [name, value] of expected) expect(answer).toContain(`${name}: ${value}\r\n`);
	});
});

describe('the app', () => {
	test('asvs:4.1.3 gets the origin from us and no claim from a stranger', async () => {
		await ask('/', {
			'x-forwarded-for': '10.0.0.1',
			'x-kade-host': 'evil.example',
			forwarded: 'for=1',
			via: 'x'
		});
		const { headers } = seen[0] as IncomingMessage;
		expect(headers['x-kade-proto']).toBe('https');
		expect(headers['x-kade-host']).toBe('learn.example');
		expect(Object.keys(headers)).not.toEqual(
			expect.arrayContaining([expect.stringMatching(/forwarded|via/)])
		);
	});

	test('may set its own policy and its own caching', async () => {
		app = page({ 'content-security-policy': "script-src 'nonce-1'", 'cache-control': 'private, no-cache' });
		const { headers } = await ask('/');
		expect(headers['content-security-policy']).toBe("script-src 'nonce-1'");
		expect(headers['cache-control']).toBe('private, no-cache');
	});

	test('says in which encoding its text is', async () => {
		app = page({ 'content-type': 'text/html' });
		expect((await ask('/')).headers['content-type']).toBe('text/html; charset=utf-8');
	});

	test('sends no mark of a version with a page, and keeps it on a file', async () => {
		app = page({ etag: '"1"', 'last-modified': 'today' });
		expect((await ask('/')).headers).not.toHaveProperty('etag');
		app = (_, res) => res.writeHead(200, { etag: '"2"', 'content-type': 'image/png' }).end('x');
		const { headers } = await ask('/icon.png');
		expect([headers.etag, headers['cache-control']]).toEqual(['"2"', 'no-cache']);
	});
});

describe('compression', () => {
	test.each([
		['br, gzip', 'br', brotliDecompressSync],
		['gzip', 'gzip', gunzipSync],
		['br;q=0, gzip', 'gzip', gunzipSync],
		['', undefined, (body: Buffer) => body]
	] as const)('of text for a browser that takes "%s"', async (accepted, encoding, unpack) => {
		const answer = await ask('/', { 'accept-encoding': accepted });
		expect(answer.headers['content-encoding']).toBe(encoding);
		expect(answer.headers.vary).toBe('Accept-Encoding');
		expect(unpack(answer.body).toString()).toBe(text);
	});

	test('leaves images and short words alone', async () => {
		app = page({ 'content-type': 'image/png' });
		expect((await ask('/', { 'accept-encoding': 'br' })).headers).not.toHaveProperty('content-encoding');
		app = page({}, 'short');
		expect((await ask('/', { 'accept-encoding': 'br' })).headers).not.toHaveProperty('content-encoding');
	});

	test('is left out where another site asks for the page of a signed-in person', async () => {
		const asked = { 'accept-encoding': 'br', cookie: '__Host-kade=x', 'sec-fetch-site': 'cross-site' };
		expect((await ask('/', asked)).headers).not.toHaveProperty('content-encoding');
		expect((await ask('/', { ...asked, 'sec-fetch-site': 'none' })).headers['content-encoding']).toBe('br');
	});
});

describe('kept pages', () => {
	beforeEach(() => {
		app = page({ 'x-kade-keep': '60' });
	});

	test('are rendered once, in every form, and say nothing of it', async () => {
		const bodies = [];
		for (const accepted of ['br', 'gzip', '', 'br', 'br', 'br', 'br']) {
			const answer = await ask('/lesson', { 'accept-encoding': accepted });
			expect(answer.headers).not.toHaveProperty('x-kade-keep');
			expect(answer.headers['cache-control']).toBe('no-store');
			expect(Number(answer.headers['content-length'])).toBe(answer.body.length);
			const unpack = { br: brotliDecompressSync, gzip: gunzipSync }[accepted] ?? ((body: Buffer) => body);
			bodies.push(unpack(answer.body).toString());
		}
		expect(new Set(bodies)).toEqual(new Set([text]));
		expect(seen).toHaveLength(1);
	});

	test('answer HEAD without a body', async () => {
		await ask('/lesson');
		const answer = await ask('/lesson', {}, 'HEAD');
		expect([answer.status, answer.body.length, seen.length]).toEqual([200, 0, 1]);
	});

	const others: [string, string, Record<string, string>, string][] = [
		['someone with a cookie', '/lesson', { cookie: 'kade=1' }, 'GET'],
		['a query', '/lesson?x=1', {}, 'GET'],
		['another spelling of the path', '/%6cesson', {}, 'GET'],
		['a post', '/lesson', {}, 'POST']
	];
	test.each(others)('neither serve nor take from %s', async (_, path, headers, method) => {
		await ask(path, headers, method);
		expect(pages.count).toBe(0);
		await ask('/lesson');
		await ask(path, headers, method);
		expect(seen).toHaveLength(3);
	});

	test.each([
		['that set a cookie', { 'set-cookie': 'a=1' }],
		['with a nonce', { 'content-security-policy': "script-src 'nonce-abc'" }],
		['that do not ask for it', { 'x-kade-keep': 'no' }]
	])('never come from answers %s', async (_, headers) => {
		app = page({ 'x-kade-keep': '60', ...headers });
		const answer = await ask('/lesson');
		expect(answer.headers).not.toHaveProperty('x-kade-keep');
		expect(pages.count).toBe(0);
	});

	test('make room, oldest first', async () => {
		for (let n = 0; n < 405; n++) await ask(`/lesson/${n}`);
		expect(pages.count).toBe(400);
		await ask('/lesson/404');
		expect(seen).toHaveLength(405);
		await ask('/lesson/0');
		expect(seen).toHaveLength(406);
	});
});
