import { getTableConfig, type AnySQLiteTable } from 'drizzle-orm/sqlite-core';
import { accounts } from '#lib/accounts/server/tables.ts';
import { cohorts } from '#lib/cohorts/server/tables.ts';
import { courses } from '#lib/courses/server/tables.ts';
import { forum } from '#lib/forum/server/tables.ts';
import { learning } from '#lib/learning/server/tables.ts';
import { operations } from '#lib/operations/server/tables.ts';
import { newId } from '#lib/server/secrets.ts';
import type { Store, Tx } from '#lib/server/store/store.ts';

const ROOMS = [accounts, courses, learning, cohorts, forum, operations];
const SQLITE: [string, AnySQLiteTable][] = ROOMS.flatMap((room) => Object.entries(room.sqlite));

interface Reference {
	/** Property and name of the column. */
	key: string;
	column: string;
	to: string;
	onDelete: string | undefined;
}

interface Shape {
	key: string;
	name: string;
	columns: { key: string; name: string; type: string; words: string[]; required: boolean }[];
	references: Reference[];
}

/** Every table of every room, as it describes itself. */
export const SHAPES: Shape[] = SQLITE.map(([key, table]) => {
	const { name, columns, foreignKeys } = getTableConfig(table);
	const keyOf = new Map(Object.entries(table).map(([property, column]) => [column as unknown, property]));
	return {
		key,
		name,
		columns: columns.map((column) => ({
			key: keyOf.get(column) ?? '',
			name: column.name,
			type: column.dataType,
			words: column.enumValues ?? [],
			required: column.notNull
		})),
		references: foreignKeys.map((foreign) => {
			const { columns: from, foreignTable } = foreign.reference();
			const [column] = from;
			const to = getTableConfig(foreignTable as AnySQLiteTable).name;
			return { key: keyOf.get(column) ?? '', column: column?.name ?? '', to, onDelete: foreign.onDelete };
		})
	};
});

/** Every column that points at an account: `table.column`, and whether its row goes with the account. */
export const ACCOUNT_COLUMNS = SHAPES.flatMap(({ name, references }) =>
	references
		.filter(({ to }) => to === 'account')
		.map(({ column, onDelete }) => ({ table: name, column, goes: onDelete === 'cascade' }))
);

/** The table of the engine at hand, by the property it has in its room. */
export const tableOn = (on: Store | Tx, key: string): AnySQLiteTable =>
	ROOMS.flatMap((room) => Object.entries(room(on))).find(([name]) => name === key)?.[1] as AnySQLiteTable;

/** Counts on through a whole test: a text and a number of its own for every row. */
let n = 0;

/** Columns whose text must never be told, not even to its owner. */
const SECRET = /hash|secret|public_?key|token|idempotency|value/i;

/**
 * Writes a row for a person in every place of the database that can point at her, however the schema grows. Texts
 * begin with `prefix-`, with `left-` where the row stays when she goes, and with `secret-` before that where they must
 * never be shown. What her rows lean on and belongs to others begins with `shared-`.
 */
export async function fillWith(store: Store, accountId: string, stranger: string, prefix: string) {
	const firstOf = new Map<string, unknown>([['account', accountId]]);
	const shapeOf = (name: string) => SHAPES.find((shape) => shape.name === name) as Shape;

	const valueFor = (shape: Shape, column: Shape['columns'][number], words: string): unknown => {
		if (column.words.length) return column.words[0];
		if (column.type === 'number') return ++n;
		if (column.type === 'boolean') return true;
		if (column.type === 'date') return new Date(Date.now() + 3_600_000);
		if (column.type === 'json') return [];
		if (/(^|_)day$/.test(column.name)) return column.required ? '2026-11-20' : null;
		const text = `${words}-${shape.name}-${column.name}-${++n}`;
		return SECRET.test(column.name) ? `secret-${text}` : text;
	};

	const write = async (tx: Tx, shape: Shape, given: Record<string, unknown>, words: string) => {
		const row: Record<string, unknown> = {};
		for (const column of shape.columns) {
			const reference = shape.references.find(({ key }) => key === column.key);
			if (column.key in given) row[column.key] = given[column.key];
			else if (!reference) row[column.key] = valueFor(shape, column, words);
			else if (reference.to === 'account') row[column.key] = column.required ? stranger : null;
			else row[column.key] = column.required ? await leanOn(tx, reference.to) : null;
		}
		await tx.insert(tableOn(store, shape.key)).values(row);
		const primary = getTableConfig(describedTable(shape.key)).columns.find((column) => column.primary);
		const key = shape.columns.find(({ name }) => name === primary?.name)?.key;
		if (key && !firstOf.has(shape.name)) firstOf.set(shape.name, row[key]);
	};

	const leanOn = async (tx: Tx, name: string): Promise<unknown> => {
		if (!firstOf.has(name)) await write(tx, shapeOf(name), {}, 'shared');
		return firstOf.get(name);
	};

	const goes = (name: string) => ACCOUNT_COLUMNS.some(({ table, goes: with_ }) => table === name && with_);
	await store.write(async (tx) => {
		for (const shape of SHAPES.filter(({ name }) => name !== 'account'))
			for (const { key, onDelete } of shape.references.filter(({ to }) => to === 'account')) {
				const hers = onDelete === 'cascade' || shape.name === 'post';
				await write(tx, shape, { [key]: accountId, ...given(shape.name) }, hers ? prefix : 'left');
			}
		// What leans on a row of hers and on no account.
		for (const shape of SHAPES.filter(({ references }) => references.some(({ to }) => goes(to))))
			if (!shape.references.some(({ to }) => to === 'account')) await write(tx, shape, {}, prefix);
	});
}

/** A post's row outlives its words: what stays of it says nothing. */
const given = (table: string): Record<string, unknown> =>
	table === 'post' ? { id: newId(), idempotencyKey: newId(), locale: 'en' } : {};

const describedTable = (key: string) => SQLITE.find(([name]) => name === key)?.[1] as AnySQLiteTable;
