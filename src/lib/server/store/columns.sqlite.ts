import {
	foreignKey,
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	uniqueIndex
} from 'drizzle-orm/sqlite-core';

/** The column kit of SQLite: what a room may use to describe its tables. PostgreSQL offers the same shape. */
export const sqliteKit = {
	engine: 'sqlite' as 'sqlite' | 'postgres',
	table: sqliteTable,
	index,
	uniqueIndex,
	primaryKey,
	foreignKey,
	/** Text of any length; ids, days (`YYYY-MM-DD`) and enumerations too. */
	str: (name: string) => text(name),
	/** One of a fixed list of words. */
	word: <const W extends readonly [string, ...string[]]>(name: string, words: W) =>
		text(name, { enum: [...words] as unknown as { -readonly [I in keyof W]: W[I] } & [string, ...string[]] }),
	int: (name: string) => integer(name),
	bool: (name: string) => integer(name, { mode: 'boolean' }),
	/** A moment. Round it to what the row needs before storing (see clock.ts). */
	time: (name: string) => integer(name, { mode: 'timestamp_ms' }),
	json: <T>(name: string) => text(name, { mode: 'json' }).$type<T>()
};

export type Kit = typeof sqliteKit;
