import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cspDirectives, securityHeaders } from '#lib/server/policy.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';
import { everything, oneRow, Visitor } from './visitor.ts';

const client = fileURLToPath(new URL('../../build/client', import.meta.url));
let server: RunningServer;
let stranger: Visitor;
let learner: Visitor;
let cohort = '';
beforeAll(async () => {
	server = await startServer({ demo: true });
	stranger = new Visitor(server);
	learner = await new Visitor(server).signIn('irina');
	cohort = oneRow(server, 'select id from cohort')['id'] ?? '';
});
afterAll(() => server.stop());

/** A file with a hash in its name, as the build named it. */
function hashedFile(): string {
	const names = readdirSync(client, { recursive: true, encoding: 'utf8' });
	return '/' + names.find((name) => /immutable.+\.css$/.test(name));
}

function expectPolicy(headers: Headers, origin: string): void {
	const expectedHeaders = securityHeaders(origin);
	for (const [name, value] of Object.entries(expectedHeaders))
		if (!/^(Content-Security-Policy|Cache-Control)$/.test(name)) expect(headers.get(name), name).toBe(value);

	const directives = (headers.get('content-security-policy') ?? '').split('; ');
	const expected = Object.entries(cspDirectives).map(([name, sources]) =>
		[name, ...sources.map((source) => `'${source}'`)].join(' ')
	);
	expect(directives.toSorted()).toEqual(expected.toSorted());

	const isFile = headers.has('etag');
	if (!isFile) expect(headers.get('cache-control')).toBe(expectedHeaders['Cache-Control']);

	const size = [...headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
	expect(size).toBeLessThanOrEqual(2048);
	const private_ = ['x-kade-keep', 'x-kade-proto', 'x-kade-host', 'x-powered-by', 'x-sveltekit-page'];
	for (const name of [...private_, 'last-modified', 'access-control-allow-origin'])
		expect(headers.has(name), name).toBe(false);
}

const foreign = {
	method: 'POST',
	body: 'a=b',
	headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' }
};
/** A form of our own page. */
const own = (body: string) => ({
	method: 'POST',
	body,
	headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
});
interface Init {
	method?: string;
	body?: string;
	headers?: Record<string, string>;
}
/** Browsers name where a form came from; the port is known only now. */
const ours = (init: Init): Init =>
	init.headers?.['sec-fetch-site'] === 'same-origin'
		? { ...init, headers: { ...init.headers, origin: server.origin } }
		: init;

const kinds: [string, () => string, Init, number][] = [
	['the front page', () => '/en', {}, 200],
	['the front page, from memory', () => '/en', {}, 200],
	['the front page in Arabic', () => '/ar', {}, 200],
	['a page asked for by its head', () => '/en/courses', { method: 'HEAD' }, 200],
	['the choice of a language', () => '/', {}, 307],
	['a page for those who are signed in', () => '/en/my', {}, 303],
	['nothing there', () => '/en/nothing-here', {}, 404],
	['a closed address', () => '/en/setup/long-gone', {}, 410],
	['a form that comes too late', () => `/en/cohorts/${'x'.repeat(16)}?/alias`, own('alias=x'), 401],
	['a form of another site', () => '/en', foreign, 403],
	['a form with nothing in it', () => '/en/sign-in', own(''), 422],
	['a method pages do not know', () => '/en/courses', { ...own('a=b'), method: 'PUT' }, 405],
	['a body too large', () => '/en/sign-in', own('handle=' + 'a'.repeat(600_000)), 413],
	[
		'a body of another kind',
		() => '/en/sign-in',
		{ ...own('{}'), headers: { ...own('').headers, 'content-type': 'application/json' } },
		415
	],
	['an address that cannot be decoded', () => '/en/%ff', {}, 400],
	['an address with a NUL in it', () => '/en/courses/%00', {}, 400],
	['a file', () => '/robots.txt', {}, 200],
	['a file with a hash in its name', hashedFile, {}, 200],
	['a post to a file', () => '/robots.txt', foreign, 405],
	['an endless address', () => `/en/${'a'.repeat(2048)}`, {}, 414],
	['too many header lines', () => '/en', { headers: { 'x-long': 'a'.repeat(17_000) } }, 431]
];

describe('the headers of the policy', () => {
	test.each(kinds)(
		'asvs:3.4.2 asvs:3.4.3 asvs:3.4.4 asvs:3.4.5 asvs:3.4.6 asvs:3.4.8 are on %s',
		async (_, path, init, status) => {
			const answer = await stranger.send(path(), ours(init));
			expect(answer.status).toBe(status);
			expectPolicy(answer.headers, server.origin);
			expect(answer.headers.getSetCookie()).toEqual([]);
			if (answer.headers.has('etag'))
				expect(answer.headers.get('cache-control')).toBe(
					path().includes('/immutable/') ? 'public,max-age=31536000,immutable' : 'no-cache'
				);
		}
	);

	test.each(['/en/my', '/en/cohorts', '/en/courses/2/1', '/en/nothing-here'])(
		'asvs:3.5.8 asvs:14.3.2 are on %s of somebody signed in, which no browser keeps',
		async (path) => {
			const answer = await learner.get(path);
			expectPolicy(answer.headers, server.origin);
			expect(answer.headers.get('cache-control')).toBe('no-store');
			expect(answer.headers.getSetCookie()).toEqual([]);
		}
	);

	test.each([
		['a request that is none', 'nonsense\r\n\r\n', 400],
		['two lengths', 'POST /en HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx', 400],
		['a method nobody knows', 'BREW /en HTTP/1.1\r\nHost: a\r\n\r\n', 400],
		['no host', 'GET /en/none HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
		['an expectation', 'GET /en HTTP/1.1\r\nHost: a\r\nExpect: the-moon\r\nConnection: close\r\n\r\n', 417]
	])('asvs:3.4.3 asvs:3.4.4 asvs:3.4.5 asvs:3.4.6 are on the refusal of %s', async (_, bytes, status) => {
		const [head = ''] = (await rawAnswer(bytes)).split('\r\n\r\n');
		const [first = '', ...lines] = head.split('\r\n');
		expect(first).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
		const pairs = lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
		expectPolicy(new Headers(pairs as [string, string][]), server.origin);
	});
});

/** What the server says to these bytes. */
function rawAnswer(bytes: string): Promise<string> {
	const { hostname, port } = new URL(server.origin);
	return new Promise((done, failed) => {
		let said = '';
		const socket = connect(Number(port), hostname, () => socket.write(bytes));
		socket.setTimeout(5000, () => socket.destroy(new Error('no answer')));
		socket.on('data', (chunk) => (said += chunk.toString()));
		socket.on('end', () => done(said));
		socket.on('error', failed);
	});
}

describe('the one cookie', () => {
	test('asvs:3.3.2 asvs:3.3.4 is for this site alone, out of reach of scripts, and gone with the browser on a shared device', async () => {
		const form = { handle: 'silver-reed', passphrase: 'lamp on the quay 7243' };
		const shared = await new Visitor(server).post('/en/sign-in', { ...form, shared: 'yes' });
		expect(shared.headers.getSetCookie()).toHaveLength(1);
		expect(shared.headers.getSetCookie()[0]).toMatch(
			/^kade=[0-9a-z]{16}\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/
		);
		expectPolicy(shared.headers, server.origin);
		const mine = await new Visitor(server).post('/en/sign-in', form);
		expect(mine.headers.getSetCookie()[0]).toMatch(/; Expires=[^;]+ GMT; HttpOnly; SameSite=Lax$/);
	});

	test('asvs:7.4.1 asvs:14.3.1 leaves with everything the browser kept when somebody signs out', async () => {
		const visitor = await new Visitor(server).signIn('host');
		const { cookie } = visitor;
		const answer = await visitor.post('/en/sign-out');
		expect([answer.status, answer.to]).toEqual([303, '/en/sign-out']);
		expect(answer.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');
		expect(answer.headers.getSetCookie()[0]).toMatch(
			/^kade=; Path=\/; Expires=Thu, 01 Jan 1970|^kade=; .*Max-Age=0/
		);
		expectPolicy(answer.headers, server.origin);
		expect((await new Visitor(server).get('/en/my', { cookie })).status).toBe(303);
	});

	test('asvs:3.3.1 asvs:3.3.2 asvs:3.4.1 over https cannot be set by a neighbour and is never sent in the clear', async () => {
		const origin = 'https://learn.example';
		const port = await freePort();
		const behindProxy = await startServer({ demo: true, env: { ORIGIN: origin, PORT: String(port) } });
		try {
			const body = new URLSearchParams({
				handle: 'silver-reed',
				passphrase: 'lamp on the quay 7243',
				shared: 'yes'
			});
			const answer = await asProxy(port, origin, '/en/sign-in', body.toString());
			expect(answer.status).toBe(303);
			expect(answer.headers.getSetCookie()[0]).toMatch(
				/^__Host-kade=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/
			);
			expectPolicy(answer.headers, origin);
			expect(answer.headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
		} finally {
			await behindProxy.stop();
		}
	});
});

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready));
	const { port } = probe.address() as { port: number };
	await new Promise((closed) => probe.close(closed));
	return port;
}

/** A posted form as a proxy hands it on, under the host name people typed. */
function asProxy(port: number, origin: string, path: string, body: string) {
	return new Promise<{ status: number; headers: Headers }>((done, failed) => {
		const headers = {
			host: new URL(origin).host,
			origin,
			'content-type': 'application/x-www-form-urlencoded',
			accept: 'text/html'
		};
		const sent = request({ host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) => {
			answer.resume();
			const pairs = Object.entries(answer.headersDistinct).flatMap(([name, values]) =>
				(values ?? []).map((value): [string, string] => [name, value])
			);
			done({ status: answer.statusCode ?? 0, headers: new Headers(pairs) });
		});
		sent.on('error', failed);
		sent.end(body);
	});
}

describe('every page', () => {
	/** Where each kind of reader can go from the front page, by links alone. */
	async function pagesFor(visitor: Visitor, from: string[], most: number): Promise<Map<string, string>> {
		const pages = new Map<string, string>();
		const waiting = [...from];
		while (waiting.length && pages.size < most) {
			const path = waiting.shift() ?? '';
			if (pages.has(path)) continue;
			const { body, headers, status } = await visitor.get(path);
			if (!headers.get('content-type')?.startsWith('text/html')) continue;
			expect(status, path).toBe(200);
			pages.set(path, body);
			for (const [, to = ''] of body.matchAll(/<a [^>]*href="(\/(?:en|ar)[^"#]*)/g))
				waiting.push(to.replaceAll('&amp;', '&'));
		}
		return pages;
	}

	/** Addresses a browser would fetch or send to by itself. */
	const fetched =
		/<(?!a\b)[a-z]+\b[^>]*?\s(?:src|srcset|href|action|formaction|poster|data|background|xlink:href)="([^"]*)"/g;

	function expectClean(path: string, body: string): void {
		for (const [, address = ''] of body.matchAll(fetched))
			expect(address, path).toMatch(/^(\/(?!\/)|\?|#|\.\.?\/|$)/);
		expect(
			body.match(/<script(?![^>]*\ssrc="\/_app\/immutable\/assets\/touch\.[\w-]+\.js")[^>]*>/g),
			path
		).toBeNull();
		expect(
			body.match(/<style\b|\sstyle="|\son[a-z]+="|javascript:|<iframe|<object|<embed|<base\b/gi),
			path
		).toBeNull();
		expect(body.match(/<meta[^>]+http-equiv/gi), path).toBeNull();
		for (const [link] of body.matchAll(/<a [^>]*href="https?:[^>]*>/g))
			expect(link, path).toMatch(/rel="[^"]*noreferrer/);
	}

	test.each([
		['a stranger', () => stranger, ['/en', '/ar', '/en/nothing'].slice(0, 2)],
		['a learner', () => learner, ['/en/my', '/ar/my', `/en/cohorts/${cohort}`]]
	] as [string, () => Visitor, string[]][])(
		'asvs:1.2.3 asvs:3.6.1 %s can reach has no inline script or style and asks nothing of anybody else',
		async (_, visitor, from) => {
			const start = from.map((path) => path.replace('/cohorts/', `/cohorts/${cohort}`));
			const pages = await pagesFor(visitor(), start, 90);
			expect(pages.size).toBeGreaterThan(25);
			for (const [path, body] of pages) expectClean(path, body);
		}
	);

	test('of a trainer too', async () => {
		const trainer = await new Visitor(server).signIn('trainer');
		const base = `/en/cohorts/${cohort}`;
		const pages = [
			base,
			`${base}/people`,
			`${base}/settings`,
			`${base}/meetings/new`,
			'/en/cohorts/new',
			'/en/courses/2/1/guide'
		];
		for (const path of pages) {
			const { status, body } = await trainer.get(path);
			expect(status, path).toBe(200);
			expectClean(path, body);
		}
	});

	test('asvs:16.5.1 that says no is as clean', async () => {
		const before = everything(server, ['bucket', 'session']);
		for (const [, path, init] of kinds) {
			const { body, headers } = await stranger.send(path(), ours(init));
			if (headers.get('content-type')?.startsWith('text/html')) expectClean(path(), body);
			expect(body, path()).not.toMatch(/\bat .+\.(js|ts|mjs):\d+|node_modules|\/work\/|SQLITE_|drizzle/);
		}
		expect(everything(server, ['bucket', 'session'])).toEqual(before);
	});
});

test('asvs:16.2.5 nothing about a visitor is printed', async () => {
	const visitor = { 'user-agent': 'canary-browser/1', 'x-forwarded-for': '203.0.113.7' };
	for (const path of ['/en', '/en/nothing-here', '/en/canary-path']) await stranger.get(path, visitor);
	expect(server.output()).toContain('Kade is at');
	expect(server.output()).not.toMatch(/canary|203\.0\.113\.7|nothing-here/);
});
