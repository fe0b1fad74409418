import {
	bigint,
	boolean,
	foreignKey,
	index,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex
} from 'drizzle-orm/pg-core';

/** The same kit for PostgreSQL. Its column types differ inside drizzle, so define.ts casts it once. */
export const postgresKit = {
	engine: 'postgres' as const,
	table: pgTable,
	index,
	uniqueIndex,
	primaryKey,
	foreignKey,
	str: (name: string) => text(name),
	word: (name: string, words: readonly [string, ...string[]]) =>
		text(name, { enum: [...words] as [string, ...string[]] }),
	int: (name: string) => bigint(name, { mode: 'number' }),
	bool: (name: string) => boolean(name),
	time: (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' }),
	json: (name: string) => jsonb(name)
};
