import { getTableColumns, getTableName } from 'drizzle-orm';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, test } from 'vitest';
import { accounts } from '#lib/accounts/server/tables.ts';
import { KNOWN } from '#lib/operations/server/known-places.ts';
import { RETENTION } from '#lib/operations/server/retention-rules.ts';
import { SITE_ICONS } from '#lib/ui/site-icons.ts';
import { filesUnder, textOf } from './imports.ts';

interface Room {
	sqlite: Record<string, SQLiteTable>;
}
const modules = import.meta.glob<Record<string, unknown>>('/src/lib/*/server/tables.ts', { eager: true });
const tables = Object.values(modules)
	.flatMap((module) => Object.values(module))
	.filter((value): value is Room => typeof value === 'function' && 'sqlite' in value)
	.flatMap((room) => Object.values(room.sqlite));

/** The columns of a table that hold an account's id, however they are named. */
function accountColumns(table: SQLiteTable): string[] {
	const columns = Object.entries(getTableColumns(table));
	return getTableConfig(table).foreignKeys.flatMap((key) => {
		const { columns: from, foreignTable } = key.reference();
		if (foreignTable !== accounts.sqlite.account) return [];
		return from.map((one) => columns.find(([, column]) => column === one)?.[0] ?? one.name);
	});
}

const onSqlite = { engine: 'sqlite' as const };
const placed = new Map(KNOWN.map((place) => [getTableName(place.table(onSqlite)), place]));

describe('What is kept', () => {
	test('is read whole: tables of every room are seen, and those with an account in them', () => {
		expect(tables.length).toBeGreaterThan(35);
		expect(tables.filter((table) => accountColumns(table).length).length).toBeGreaterThan(15);
	});

	test('has a rule that says how long, for every table (asvs:14.2.7)', () => {
		const ruled = RETENTION.flatMap((rule) => rule.tables);
		expect(tables.map(getTableName).filter((name) => !ruled.includes(name))).toEqual([]);
		expect(ruled.filter((name) => !tables.map(getTableName).includes(name))).toEqual([]);
		const kinds = RETENTION.map(({ kind }) => kind);
		expect(kinds).toEqual([...new Set(kinds)]);
	});

	test('about a person is on her page, by every column that names her', () => {
		const expected = Object.fromEntries(
			tables
				.map((table) => [getTableName(table), accountColumns(table)] as const)
				.filter(([, by]) => by.length)
				.map(([name, by]) => [name, by.toSorted()])
		);
		const shown = Object.fromEntries([...placed].map(([name, { by }]) => [name, by.toSorted()]));
		expect(shown).toEqual({ ...expected, account: ['id'] });
		expect(placed.size).toBe(KNOWN.length);
	});

	test('is shown column by column, or said to be sealed', () => {
		for (const [name, { by, shown, sealed, table }] of placed)
			expect([...by, ...shown, ...sealed].toSorted(), name).toEqual(
				Object.keys(getTableColumns(table(onSqlite))).toSorted()
			);
	});

	test('is never shown where it is a secret', () => {
		const secret = /hash|secret|token|key$|html/i;
		const leaks = KNOWN.flatMap(({ kind, shown }) =>
			shown.filter((name) => secret.test(name)).map((name) => `${kind}: ${name}`)
		);
		expect(leaks).toEqual([]);
	});
});

test('every drawing of the site is the same in the bar and in its file', () => {
	const files = filesUnder('static/icons');
	expect(files.toSorted()).toEqual(
		Object.keys(SITE_ICONS)
			.map((name) => `static/icons/${name}.svg`)
			.toSorted()
	);
	for (const [name, path] of Object.entries(SITE_ICONS))
		expect(textOf(`static/icons/${name}.svg`), name).toContain(`d="${path}"`);
});
