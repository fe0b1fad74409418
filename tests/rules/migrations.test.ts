import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { getTableColumns, getTableName, is, Table } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { openPostgres } from '#lib/server/store/postgres.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import type { Store } from '#lib/server/store/store.ts';
import { root } from './imports.ts';

interface Rooms {
	sqlite: Record<string, unknown>;
	postgres: Record<string, unknown>;
}
const modules = import.meta.glob<Record<string, Rooms>>('/src/lib/*/server/tables.ts', { eager: true });

/** Every table of every room, as described for one engine. */
const tablesFor = (engine: 'sqlite' | 'postgres'): Table[] =>
	Object.values(modules)
		.flatMap((module) => Object.values(module))
		.filter((value): value is Rooms => typeof value === 'function' && 'sqlite' in value)
		.flatMap((room) => Object.values(room[engine]))
		.filter((value): value is Table => is(value, Table));

const scratch = mkdtempSync(path.join(tmpdir(), 'kade-migrations-'));
afterAll(() => rmSync(scratch, { recursive: true }));

interface Journal {
	entries: { tag: string }[];
}
const journalOf = (folder: string): Journal =>
	JSON.parse(readFileSync(path.join(root, folder, 'meta/_journal.json'), 'utf8')) as Journal;

/** A copy of an engine's migrations; with `first`, only so many of them, as an older Kade had. */
function copyOf(engine: string, first = Infinity): string {
	const folder = mkdtempSync(path.join(scratch, `${engine}-`));
	cpSync(path.join(root, 'drizzle', engine), folder, { recursive: true });
	const journal = journalOf(`drizzle/${engine}`);
	journal.entries = journal.entries.slice(0, first);
	writeFileSync(path.join(folder, 'meta/_journal.json'), JSON.stringify(journal));
	for (const name of readdirSync(folder).filter((file) => file.endsWith('.sql')))
		if (!journal.entries.some(({ tag }) => `${tag}.sql` === name)) rmSync(path.join(folder, name));
	for (const name of readdirSync(path.join(folder, 'meta')).filter((file) => /^\d+_/.test(file)))
		if (Number(name.slice(0, 4)) >= journal.entries.length) rmSync(path.join(folder, 'meta', name));
	return folder;
}

/** What drizzle-kit says when asked to write the difference between the tables and these migrations. */
function generate(engine: 'sqlite' | 'postgres', folder: string): string {
	const drizzleKit = path.join(root, 'node_modules/drizzle-kit/bin.cjs');
	const dialect = engine === 'sqlite' ? 'sqlite' : 'postgresql';
	const options = ['--dialect', dialect, '--schema', `./drizzle/${engine}.schema.ts`];
	// It reads the folder as one below its own.
	const out = path.relative(root, folder);
	return execFileSync(process.execPath, [drizzleKit, 'generate', ...options, '--out', out], {
		cwd: root,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe']
	});
}

/** A new, empty database of each engine: opened again and again by the same function. */
const engines = {
	sqlite: async () => {
		const file = path.join(mkdtempSync(path.join(scratch, 'data-')), 'kade.db');
		return {
			open: async (migrations: string) => openSqlite(file, migrations),
			async schema() {
				const reader = new Database(file, { readonly: true });
				const rows = reader.prepare('select sql from sqlite_schema order by name').all();
				const applied = reader.prepare('select * from __drizzle_migrations order by id').all();
				reader.close();
				return { rows, applied };
			},
			async run(sql: string) {
				const writer = new Database(file);
				writer.exec(sql);
				writer.close();
			},
			drop: async () => {}
		};
	},
	postgres: async () => {
		const name = `kade_${randomBytes(6).toString('hex')}`;
		const address = (database: string) => {
			const url = new URL(inject('postgres'));
			url.pathname = `/${database}`;
			return url.href;
		};
		const query = async (database: string, sql: string): Promise<unknown[]> => {
			const client = new pg.Client({ connectionString: address(database) });
			await client.connect();
			const { rows } = await client.query(sql);
			await client.end();
			return rows as unknown[];
		};
		await query('postgres', `create database ${name}`);
		return {
			open: (migrations: string) => openPostgres(address(name), migrations),
			schema: async () => ({
				rows: await query(
					name,
					`select table_name, column_name, data_type, is_nullable from information_schema.columns
					 where table_schema = 'public' order by 1, 2`
				),
				applied: await query(name, 'select * from drizzle.__drizzle_migrations order by id')
			}),
			run: async (sql: string) => void (await query(name, sql)),
			drop: async () => {
				await query('postgres', `drop database ${name} with (force)`);
			}
		};
	}
};

describe.each(['sqlite', 'postgres'] as const)('migrations for %s', (engine) => {
	const folder = `drizzle/${engine}`;

	test('describe the tables as they are: nothing is left to generate', () => {
		expect(generate(engine, copyOf(engine))).toContain('No schema changes');
	});

	test('would not be enough without the last one, so the check above means something', () => {
		const shortened = copyOf(engine, journalOf(folder).entries.length - 1);
		expect(generate(engine, shortened)).not.toContain('No schema changes');
	});

	test('are all in the journal, in order', () => {
		const files = readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.sql'));
		expect(files.toSorted()).toEqual(journalOf(folder).entries.map(({ tag }) => `${tag}.sql`));
	});

	test('make every table of every room, and a second start changes nothing', async () => {
		const database = await engines[engine]();
		const first = await database.open(folder);
		const tables = tablesFor(engine);
		expect(tables.length).toBeGreaterThan(15);
		for (const table of tables) expect(await rowsOf(first, table), getTableName(table)).toEqual([]);
		await first.close();

		const before = await database.schema();
		expect(before.applied).toHaveLength(journalOf(folder).entries.length);
		await (await database.open(folder)).close();
		expect(await database.schema()).toEqual(before);
		await database.drop();
	});

	test('keep what an older Kade had written', async () => {
		const database = await engines[engine]();
		await (await database.open(copyOf(engine, 1))).close();
		const row = { id: 'a', handle: 'Amal', handleKey: 'amal', passphraseHash: 'x', recoveryHash: 'y' };
		const rest = { role: 'learner', locale: 'ar', createdMonth: '2026-11' } as const;
		await database.run(`insert into account
			(id, handle, handle_key, passphrase_hash, recovery_hash, role, locale, created_month)
			values ('a', 'Amal', 'amal', 'x', 'y', 'learner', 'ar', '2026-11')`);

		const newer = await database.open(folder);
		const { accounts } = await import('#lib/accounts/server/tables.ts');
		const found = await newer.read.select().from(accounts(newer).account);
		// What the older one did not know is empty.
		expect(found).toEqual([{ ...row, ...rest, activeMonth: '' }]);
		await newer.close();
		await database.drop();
	});
});

test('two instances that start together on PostgreSQL migrate once', async () => {
	const database = await engines.postgres();
	const stores = await Promise.all([1, 2, 3].map(() => database.open('drizzle/postgres')));
	expect((await database.schema()).applied).toHaveLength(journalOf('drizzle/postgres').entries.length);
	for (const store of stores) await store.close();
	await database.drop();
});

test('both engines have the same tables with the same columns', () => {
	const shapeOf = (table: Table) => [getTableName(table), Object.keys(getTableColumns(table)).toSorted()];
	const byName = (a: unknown[], b: unknown[]) => String(a[0]).localeCompare(String(b[0]));
	expect(tablesFor('sqlite').map(shapeOf).toSorted(byName)).toEqual(
		tablesFor('postgres').map(shapeOf).toSorted(byName)
	);
});

/** Reads every column by name: fails when the database has not the table or not a column. */
const rowsOf = (store: Store, table: Table): Promise<unknown[]> =>
	store.read.select().from(table as Parameters<ReturnType<Store['read']['select']>['from']>[0]) as Promise<
		unknown[]
	>;
