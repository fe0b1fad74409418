import { describe, expect, test } from 'vitest';
import { filesUnder, importsIn, importsOf, targetOf, textOf } from './imports.ts';
import { tablesImported, writesIn, writesOf } from './writes.ts';

/** Who may import whom, besides the ground floor and `lesson/` (docs/decisions, the house). */
const TABLE: Record<string, string[]> = {
	lesson: [],
	accounts: [],
	ui: [],
	courses: ['lesson', 'accounts'],
	learning: ['accounts', 'courses'],
	cohorts: ['accounts', 'courses', 'learning'],
	forum: ['accounts', 'courses', 'cohorts'],
	studio: ['accounts', 'courses'],
	plans: ['accounts', 'courses'],
	offline: ['accounts', 'courses', 'learning'],
	operations: ['accounts', 'courses', 'learning', 'cohorts', 'forum', 'studio', 'plans', 'offline']
};
const GROUND = ['server', 'ui', 'styles', 'paraglide'];
/** Pure or product-free: these may use less of the ground floor than the rooms above them. */
const NARROW: Record<string, string[]> = {
	lesson: ['ui', 'paraglide'],
	ui: ['paraglide'],
	server: ['paraglide'],
	styles: []
};
const HOOKS = ['src/hooks.ts', 'src/hooks.server.ts', 'src/start.ts', 'src/env.ts', 'src/app.d.ts'];

/** Files of the ground floor that speak to Kit, because a request or its settings are their subject. */
const SPEAKS_TO_KIT = ['src/lib/server/account.ts', 'src/lib/server/session-cookie.ts'];

/** Addresses outside that may stand in the source, and where. None of them is ever fetched by a page. */
const OUTSIDE: Record<string, RegExp> = {
	'src/env.ts': /^(https:\/\/learn\.example|https:\/\/www\.wikipedia\.org)/,
	'src/lib/server/policy.ts': /^https:\/\/learn\.example/,
	'src/lib/server/store/failure.ts': /^https:\/\/www\.postgresql\.org\/docs\//
};
/** This machine, names that never resolve (RFC 2606), and a scheme with nothing behind it. */
const NOWHERE = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\]|[\w.-]+\.(invalid|example)\b|\$\{|\.?$)/;

const isTest = (file: string) => /\.(test|fixture)\.ts$/.test(file);
const sources = filesUnder('src').filter((file) => !isTest(file) && !file.includes('/.'));
const components = sources.filter((file) => file.endsWith('.svelte'));

/** The part of the house a file stands in. The guides are words of the screen. */
function placeOf(file: string): string {
	if (file.startsWith('src/routes/')) return 'routes';
	if (HOOKS.includes(file)) return 'hooks';
	const folder = /^src\/lib\/([^/]+)\//.exec(file)?.[1] ?? file;
	return folder === 'guides' ? 'ui' : folder;
}

function allowedFrom(place: string): string[] {
	if (place === 'routes' || place === 'hooks') return [...GROUND, ...Object.keys(TABLE), place];
	return [place, ...(NARROW[place] ?? [...GROUND, 'lesson']), ...(TABLE[place] ?? [])];
}

/** Every import of ours from one place to another, and those that leave the house. */
const imports = sources.flatMap((file) =>
	importsOf(file).map((specifier) => ({ file, specifier, target: targetOf(file, specifier) }))
);

/** Violations as readable lines, so that a failure names the file. */
const lines = (found: { file: string; specifier: string }[]) =>
	found.map(({ file, specifier }) => `${file} imports ${specifier}`);

describe('the readers of this test', () => {
	test('see every kind of import', () => {
		const program = `import a from 'a'; import type { B } from 'b'; import 'c'; export * from 'd';
			export { e } from 'e'; const f = () => import('f'); type G = import('g').G;
			const h = import.meta.glob(['h', '!i']); // import 'not'
			const text = "import 'nor'";`;
		expect(importsIn(program)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', '!i']);
	});

	test('see whose table is written, however it was taken out', () => {
		const program = `import { forum as f } from '#lib/forum/server/tables.ts';
			const { post: p } = f(tx); const all = f(tx); const map = new Map();
			tx.insert(p); read.update(all.thread); db.delete(f(tx).hiding); tx.insert(other); map.delete(p2);`;
		expect(writesIn('src/lib/learning/x.ts', program).map(({ room }) => room)).toEqual([
			'forum',
			'forum',
			'forum',
			null
		]);
	});
});

describe('the house', () => {
	test('is read whole: the imports of every room are seen', () => {
		const rooms = ['accounts', 'cohorts', 'courses', 'forum', 'learning', 'lesson', 'operations', 'routes'];
		expect(new Set(imports.map(({ file }) => placeOf(file)))).toEqual(
			new Set([...rooms, 'hooks', 'server', 'ui'])
		);
		const kinds = imports.map(({ file }) => file.split('.').at(-1));
		expect(new Set(kinds)).toEqual(new Set(['ts', 'svelte']));
	});

	test('has no place the table does not know', () => {
		const known = new Set([...Object.keys(TABLE), ...GROUND, 'routes', 'hooks']);
		const files = sources.filter((file) => !/^src\/(app|error)\.html$/.test(file));
		expect(files.filter((file) => !known.has(placeOf(file)))).toEqual([]);
	});

	test('keeps to the table of who may import whom', () => {
		const broken = imports.filter(({ file, target }) => {
			if (target === null || !target.startsWith('src/')) return false;
			return !allowedFrom(placeOf(file)).includes(placeOf(target));
		});
		expect(lines(broken)).toEqual([]);
	});

	test('has nothing that leans on routes or hooks', () => {
		const broken = imports.filter(({ file, target }) => {
			const to = target === null ? '' : placeOf(target);
			return (to === 'routes' || to === 'hooks') && placeOf(file) !== to;
		});
		expect(lines(broken)).toEqual([]);
	});

	test('does not ship its tests', () => {
		const broken = imports.filter(({ target }) => target && (target.startsWith('tests/') || isTest(target)));
		expect(lines(broken)).toEqual([]);
	});

	test('names the ending of every file it imports', () => {
		const broken = imports.filter(
			({ specifier, target }) =>
				// A glob names the endings of many.
				target !== null &&
				!specifier.includes('*') &&
				!/\.(ts|js|mjs|svelte|css|md|yaml|json)(\?[\w&]+)?$|\/\$types$/.test(specifier)
		);
		expect(lines(broken)).toEqual([]);
	});
});

describe('the rooms', () => {
	test('are plain TypeScript: only routes, hooks and the named files of the ground floor know Kit', () => {
		const kit = imports.filter(({ specifier }) => /^(\$app\/|\$env\/|@sveltejs\/)/.test(specifier));
		const outside = kit.filter(({ file }) => !['routes', 'hooks'].includes(placeOf(file)));
		expect([...new Set(outside.map(({ file }) => file))].sort()).toEqual(SPEAKS_TO_KIT);
	});

	test('keep the database and the disk out of the lesson language and the screen', () => {
		const broken = imports.filter(
			({ file, specifier }) =>
				['lesson', 'ui'].includes(placeOf(file)) &&
				/^(node:(?!crypto$)|drizzle-orm|pg$|better-sqlite3|#lib\/server\/)/.test(specifier)
		);
		expect(lines(broken)).toEqual([]);
	});

	test('never bring server code to a component except as types', () => {
		const broken = components.flatMap((file) =>
			[
				...textOf(file).matchAll(
					/^\s*import (?!type\b)[^;]*?'(#lib\/[^']*\/server\/[^']*|#lib\/server\/[^']*)'/gm
				)
			].map(([, specifier = '']) => ({ file, specifier }))
		);
		expect(lines(broken)).toEqual([]);
	});

	test('write only their own tables', () => {
		const found = sources.flatMap((file) => writesOf(file).map((write) => ({ file, ...write })));
		expect(found.length, 'writes the test can see').toBeGreaterThan(30);
		const broken = found.filter(({ file, room }) => {
			const here = placeOf(file);
			// The ground floor writes the tables it is handed: the buckets of its rate limits.
			if (room === null) return here !== 'server' && tablesImported(file).some((owner) => owner !== here);
			return room !== here;
		});
		expect(broken.map(({ file, code }) => `${file}: ${code}`)).toEqual([]);
	});

	test('asvs:1.2.4 write through drizzle alone, so that the rule above sees every write', () => {
		const raw = /\b(insert\s+into|update\s+["\w${}.]+\s+set|delete\s+from|drop\s+table|alter\s+table)\b/i;
		expect(sources.filter((file) => /\.(ts|svelte)$/.test(file) && raw.test(textOf(file)))).toEqual([]);
	});
});

describe('the source', () => {
	test('asvs:3.2.2 shows stored HTML in one component only', () => {
		expect(components.filter((file) => textOf(file).includes('{@html'))).toEqual([
			'src/lib/lesson/Html.svelte'
		]);
		const sinks = /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|eval\(|new Function\()/;
		expect(sources.filter((file) => /\.(svelte|ts|js)$/.test(file) && sinks.test(textOf(file)))).toEqual([]);
	});

	test('has no inline style, no style block and no inline handler', () => {
		const inline = /\sstyle(=|:[\w-]+)|<style\b|\son[a-z]+="/;
		const pages = sources.filter((file) => /\.(svelte|html)$/.test(file));
		expect(pages.filter((file) => inline.test(textOf(file)))).toEqual([]);
	});

	test('names no other host than the few that are listed', () => {
		const found = sources.flatMap((file) =>
			[...textOf(file).matchAll(/https?:\/\/[^\s"'`<>)\]]*/g)].map(([address]) => ({ file, address }))
		);
		const strange = found.filter(
			({ file, address }) => !NOWHERE.test(address) && !(OUTSIDE[file]?.test(address) ?? false)
		);
		expect(strange.map(({ file, address }) => `${file}: ${address}`)).toEqual([]);
	});

	test('asvs:11.5.1 takes no chance from Math.random', () => {
		expect(sources.filter((file) => textOf(file).includes('Math.random'))).toEqual([]);
	});
});
