import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CAST, PASSPHRASE } from '#lib/operations/server/people.ts';
import { setStage, WHO, type Stage } from '#tests/support/stage.ts';
import { openEverything, ROUTES, send, type Opened } from './every-page.ts';
import { root } from './imports.ts';
import { everything } from './visitor.ts';

/** What holds for every page, whoever opens it. */
let stage: Stage;
let opened: Opened[];
/** The database without the hour until which a session is open: being there moves it. */
const kept = () =>
	JSON.stringify({
		...everything(stage.server, ['session']),
		session: (everything(stage.server)['session'] ?? []).map((row) => {
			const { idle_until, ...rest } = row as Record<string, unknown>;
			expect(idle_until).toBeDefined();
			return rest;
		})
	});
let before = '';
beforeAll(async () => {
	stage = await setStage();
	before = kept();
	opened = await openEverything(stage);
}, 120_000);
afterAll(() => stage.close());

const pages = () => opened.filter(({ status }) => status === 200);

test('asvs:3.5.3 nothing changes by looking, however often', async () => {
	expect(pages().length).toBeGreaterThan(100);
	await openEverything(stage);
	await openEverything(stage, 'HEAD');
	expect(kept()).toBe(before);
}, 120_000);

test('asvs:4.1.1 every body says what it is and in which letters', () => {
	// The words of a 405 are the framework's.
	const typed = opened.filter(({ body, status }) => body !== '' && status !== 405);
	for (const { address, headers } of typed)
		expect(headers.get('content-type') ?? 'none', address).toMatch(
			/^(text\/(html|csv|calendar)|application\/json); ?charset=utf-8/i
		);
	const htmlPages = typed.filter(({ body }) => /^<!doctype html>/i.test(body));
	expect(htmlPages.length).toBeGreaterThan(100);
	for (const { address, headers } of htmlPages)
		expect(headers.get('content-type') ?? 'none', address).toMatch(/^text\/html/);
});

const TYPES: Record<string, RegExp> = {
	'.css': /^text\/css; ?charset=utf-8$/i,
	'.js': /^text\/javascript; ?charset=utf-8$/i,
	'.txt': /^text\/plain; ?charset=utf-8$/i,
	'.svg': /^image\/svg\+xml(; ?charset=utf-8)?$/i,
	'.png': /^image\/png$/,
	'.ico': /^image\/(x-icon|vnd\.microsoft\.icon)$/,
	'.woff2': /^font\/woff2$/,
	'.webmanifest': /^application\/manifest\+json(; ?charset=utf-8)?$/i,
	'.json': /^application\/json(; ?charset=utf-8)?$/i
};
const files = () =>
	readdirSync(path.join(root, 'build/client'), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !/\.(gz|br)$/.test(entry.name))
		.map(
			(entry) => '/' + path.relative(path.join(root, 'build/client'), path.join(entry.parentPath, entry.name))
		);

test('asvs:4.1.1 every file does too', async () => {
	expect(files().length).toBeGreaterThan(5);
	for (const file of files()) {
		const { headers, status } = await send(stage, 'nobody', file, {});
		expect(status, file).toBe(200);
		expect(headers.get('content-type'), file).toMatch(TYPES[path.extname(file)] ?? /^no such type$/);
	}
});

test('asvs:13.4.2 there are no source maps, no marks of a debugger and no addresses of a workshop', async () => {
	for (const file of files()) {
		expect(file).not.toMatch(/\.map$/);
		const { body } = await send(stage, 'nobody', file, {});
		expect(body, file).not.toMatch(/sourceMappingURL|import\.meta\.hot/);
	}
	for (const { body, address } of pages()) expect(body, address).not.toMatch(/@vite|sourceMappingURL/);
	const workshop = ['/@vite/client', '/@fs/etc/passwd', '/src/hooks.server.ts', '/server/index.js.map'];
	for (const address of [...workshop, '/.git/config', '/package.json', '/kade.db', '/metrics']) {
		// An address without a language is sent to the one with it.
		expect([307, 404], address).toContain((await send(stage, 'administrator', address, {})).status);
		expect((await send(stage, 'administrator', `/en${address}`, {})).status, address).toBe(404);
	}
});

describe('asvs:14.2.1 no address tells', () => {
	const addresses = () =>
		opened.flatMap(({ body, headers, address }) => [
			address,
			headers.get('location') ?? '',
			...[...body.matchAll(/\s(?:href|action|formaction|src)="([^"]*)"/g)].map(([, link = '']) => link)
		]);

	test('a handle, a passphrase or a session', () => {
		const secrets = Object.values(stage.cookies).flatMap((cookie) => cookie.split(/[=.]/).slice(1));
		const telling = [...Object.values(CAST).map(({ handle }) => handle), PASSPHRASE, ...secrets].filter(
			Boolean
		);
		expect(telling.length).toBeGreaterThan(10);
		const all = addresses().map((address) =>
			decodeURIComponent(address.replace(/%(?![0-9a-f]{2})/gi, '%25'))
		);
		expect(all.length).toBeGreaterThan(2000);
		for (const word of telling)
			expect(
				all.filter((address) => address.includes(word)),
				word
			).toEqual([]);
	});

	test('what was typed: every form is posted, or closes a dialog and goes nowhere', () => {
		const forms = opened.flatMap(({ body }) => [...body.matchAll(/<form\b[^>]*>/g)].map(([form]) => form));
		expect(forms.length).toBeGreaterThan(300);
		expect(forms.filter((form) => !/method="(post|dialog)"/i.test(form))).toEqual([]);
	});

	test('a secret, apart from the address of the very first account, which opens once', () => {
		const names = new Set(
			ROUTES.flatMap((route) => [...route.matchAll(/\[(\w+)\]/g)].map(([, name]) => name))
		);
		const telling = [...names].filter((name) => /token|code|secret|key|handle|phrase|name/.test(name ?? ''));
		expect(telling).toEqual(['token']);
		expect(ROUTES.filter((route) => route.includes('[token]'))).toEqual(['/(door)/setup/[token]']);
	});
});

test('asvs:3.3.4 the session is in the cookie and in no answer', () => {
	for (const who of WHO.filter((each) => each !== 'nobody')) {
		const [id = '', secret = ''] = stage.cookies[who].replace('kade=', '').split('.');
		expect(secret.length).toBe(43);
		for (const { address, body, headers } of opened.filter((each) => each.who === who)) {
			expect(body.includes(secret), address).toBe(false);
			expect(body.includes(`${id}.`), address).toBe(false);
			expect(JSON.stringify([...headers]), address).not.toContain(secret);
		}
	}
});

test('asvs:3.4.2 other sites are promised nothing', async () => {
	const foreign = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' };
	for (const address of ['/en', '/en/my', '/robots.txt', '/en/account/export/file'])
		for (const method of ['GET', 'OPTIONS']) {
			const { headers } = await send(stage, 'learner', address, { method, headers: foreign });
			expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
		}
});
