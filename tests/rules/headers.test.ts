import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cspDirectives, securityHeaders } from '#lib/server/policy.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';

const client = fileURLToPath(new URL('../../build/client', import.meta.url));
let server: RunningServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.stop());

/** A file with a hash in its name, as the build named it. */
function hashedFile(): string {
	const names = readdirSync(client, { recursive: true, encoding: 'utf8' });
	return '/' + names.find((name) => /immutable.+\.css$/.test(name));
}

const form = {
	method: 'POST',
	body: 'a=b',
	headers: { 'content-type': 'application/x-www-form-urlencoded' }
};
const kinds: [string, () => string, RequestInit, number][] = [
	['the front page', () => '/en', {}, 200],
	['the front page, from memory', () => '/en', {}, 200],
	['the front page in Arabic', () => '/ar', {}, 200],
	['the choice of a language', () => '/', {}, 307],
	['nothing there', () => '/en/nothing-here', {}, 404],
	['a form of another site', () => '/en', form, 403],
	['an address that cannot be decoded', () => '/en/%ff', {}, 400],
	['a file', () => '/robots.txt', {}, 200],
	['a file with a hash in its name', hashedFile, {}, 200],
	['a post to a file', () => '/robots.txt', form, 405],
	['an endless address', () => `/en/${'a'.repeat(2048)}`, {}, 414]
];

test.each(kinds)('%s carries every header of the policy', async (_, path, init, status) => {
	const answer = await fetch(server.origin + path(), { redirect: 'manual', ...init });
	await answer.text();
	expect(answer.status).toBe(status);

	const policy = securityHeaders(server.origin);
	for (const [name, value] of Object.entries(policy))
		if (name !== 'Content-Security-Policy' && name !== 'Cache-Control')
			expect(answer.headers.get(name), name).toBe(value);

	const directives = (answer.headers.get('content-security-policy') ?? '').split('; ');
	const expected = Object.entries(cspDirectives).map(([name, sources]) =>
		[name, ...sources.map((source) => `'${source}'`)].join(' ')
	);
	expect(directives.toSorted()).toEqual(expected.toSorted());

	const isFile = answer.headers.has('etag');
	const kept = path().includes('/immutable/') ? 'public,max-age=31536000,immutable' : 'no-cache';
	expect(answer.headers.get('cache-control')).toBe(isFile ? kept : 'no-store');

	const size = [...answer.headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
	expect(size).toBeLessThanOrEqual(2048);
	for (const name of ['x-kade-keep', 'x-powered-by', 'x-sveltekit-page', 'last-modified'])
		expect(answer.headers.has(name), name).toBe(false);
});

test('nothing about a visitor is printed', async () => {
	const visitor = { 'user-agent': 'canary-browser/1', 'x-forwarded-for': '203.0.113.7' };
	for (const path of ['/en', '/en/nothing-here', '/en/canary-path'])
		await fetch(server.origin + path, { headers: visitor });
	expect(server.output()).toContain('Kade is at');
	expect(server.output()).not.toMatch(/canary|203\.0\.113\.7|nothing-here/);
});
