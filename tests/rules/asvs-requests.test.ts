import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSPHRASE, CAST } from '#lib/operations/server/people.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';
import { everything, oneRow, Visitor } from './visitor.ts';
import { formsIn } from './forms-in-pages.ts';

let server: RunningServer;
beforeAll(async () => {
	const outgoing = new URL('./outgoing.mjs', import.meta.url).href;
	server = await startServer({ demo: true, env: { NODE_OPTIONS: `--import=${outgoing}` } });
});
afterAll(() => server.stop());

/** Everything the server says to these bytes until it closes the connection, or five seconds of silence. */
function rawAnswer(bytes: string): Promise<string> {
	const { hostname, port } = new URL(server.origin);
	return new Promise((done, failed) => {
		let said = '';
		const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
		socket.setTimeout(5000, () => socket.destroy(new Error('no answer')));
		socket.on('data', (chunk) => (said += chunk.toString()));
		socket.on('close', () => done(said));
		socket.on('error', failed);
	});
}

describe('asvs:4.2.1 a request inside another is refused', () => {
	const inner = 'GET /en/courses HTTP/1.1\r\nHost: a\r\n\r\n';
	const chunked = 'Transfer-Encoding: chunked\r\n';
	const to = (headers: string, body: string) =>
		`POST /en/sign-in HTTP/1.1\r\nHost: a\r\n${headers}\r\n${body}`;
	test.each([
		['length, then chunks', to(`Content-Length: 4\r\n${chunked}`, `0\r\n\r\n${inner}`)],
		['chunks, then length', to(`${chunked}Content-Length: 4\r\n`, `5c\r\n${inner}\r\n0\r\n\r\n`)],
		['two lengths', to('Content-Length: 0\r\nContent-Length: 37\r\n', inner)],
		['a list of lengths', to('Content-Length: 0, 37\r\n', inner)],
		['a length with a sign', to('Content-Length: +0\r\n', inner)],
		['a length below nothing', to('Content-Length: -1\r\n', inner)],
		['an encoding nobody knows', to('Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${inner}`)],
		['chunks that are not last', to('Transfer-Encoding: chunked, identity\r\n', `0\r\n\r\n${inner}`)],
		['chunks twice, once unknown', to(`${chunked}Transfer-Encoding: cow\r\n`, `0\r\n\r\n${inner}`)],
		['a space before the colon', to('Transfer-Encoding : chunked\r\n', `0\r\n\r\n${inner}`)],
		['a folded header', to('X: a\r\n Transfer-Encoding: chunked\r\n', inner)],
		['a bare carriage return', to('X: a\rTransfer-Encoding: chunked\r\n', inner)],
		['a NUL in a header', to('X: a\0b\r\n', inner)],
		['a chunk whose size is none', to(chunked, `zz\r\n${inner}`)],
		['a chunk without an end', to(chunked, `1\r\nab\r\n${inner}`)],
		['a chunk of endless size', to(chunked, `fffffffffffffffff\r\n${inner}`)]
	])('%s', async (_, bytes) => {
		const said = await rawAnswer(bytes);
		const answers = [...said.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
		// Without our origin the outer request may be refused before its body is read; the inner one is never met.
		expect(answers.filter((status) => status !== '403')).toEqual(['400']);
		expect(said).not.toContain('/en/courses/2');
	});

	test('one request after another on a connection is none', async () => {
		const last = 'GET /en/courses HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
		expect((await rawAnswer(inner + last)).match(/HTTP\/1\.1 200/g)).toHaveLength(2);
	});
});

test('asvs:4.1.3 what a stranger claims about her way changes nothing', async () => {
	const visitor = new Visitor(server);
	const claims = {
		'x-forwarded-for': '203.0.113.7',
		'x-real-ip': '203.0.113.7',
		'x-forwarded-host': 'evil.example',
		'x-forwarded-proto': 'https',
		'x-forwarded-port': '444',
		forwarded: 'for=203.0.113.7;host=evil.example;proto=https',
		'x-original-url': '/en/admin',
		'x-rewrite-url': '/en/admin',
		'x-http-method-override': 'DELETE'
	};
	for (const address of ['/en', '/en/my', '/en/sign-in', '/']) {
		const [plain, claimed] = [await visitor.get(address), await visitor.get(address, claims)];
		// The page offers a new passphrase each time.
		const steady = (body: string) => body.replace(/\d{4}( \d{4}){5}/g, '');
		expect([claimed.status, claimed.to, steady(claimed.body)]).toEqual([
			plain.status,
			plain.to,
			steady(plain.body)
		]);
		expect(JSON.stringify([...claimed.headers])).not.toMatch(/evil|203\.0\.113|strict-transport/);
	}
	expect(JSON.stringify(everything(server))).not.toMatch(/203\.0\.113|evil\.example/);
});

test('asvs:6.2.8 a passphrase is what was typed: every space, every capital, every letter to the end', async () => {
	const { handle } = CAST.irina;
	const send = (passphrase: string) => new Visitor(server).post('/en/sign-in', { handle, passphrase });
	for (const near of [`${PASSPHRASE} `, ` ${PASSPHRASE}`, PASSPHRASE.toUpperCase(), PASSPHRASE.slice(0, -1)])
		expect((await send(near)).status, JSON.stringify(near)).toBe(422);
	expect((await send(PASSPHRASE)).status).toBe(303);
});

test('asvs:16.2.5 nothing anybody typed is printed', async () => {
	const learner = await new Visitor(server).signIn('celeste');
	const { id, cohort_id } = oneRow(server, 'select id, cohort_id from thread where element_id is null');
	const address = `/en/cohorts/${cohort_id}/threads/${id}`;
	const form = formsIn(address, (await learner.get(address)).body).find(({ fields }) =>
		fields.some(([name]) => name === 'text')
	);
	const fields = form?.fields.map(([name, value]): [string, string] => [
		name,
		name === 'text' ? 'canary-post' : value
	]);
	expect((await learner.post(form?.action ?? 'no form', fields)).status).toBe(303);
	await learner.post('/en/sign-in', { handle: 'canary-handle', passphrase: 'canary-passphrase' });
	await learner.post('/en/join', { code: 'canary-code' });
	await learner.get('/en/courses?canary-query=1', { 'user-agent': 'canary-browser', referer: 'canary-from' });
	await learner.get('/en/%ff?canary-query');
	await learner.send('/en/my', { method: 'PUT', body: 'canary-body' });
	expect(JSON.stringify(everything(server))).toContain('canary-post');
	// The demo says at its start how to sign in; after that nobody is spoken of.
	const [start = '', since = ''] = server.output().split(/Kade is at \S+/);
	expect(start).toContain(PASSPHRASE);
	for (const word of [
		'canary',
		PASSPHRASE,
		CAST.celeste.handle,
		learner.cookie.split('=')[1] ?? '',
		'127.0.0.1'
	])
		expect(since).not.toContain(word);
	expect(since).not.toContain(cohort_id);
});

test('asvs:13.2.4 the server calls nobody', () => {
	expect(server.output()).toContain('Watching what is called.');
	expect(server.output()).not.toContain('Calls out');
});
