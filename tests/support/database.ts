import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { openPostgres } from '#lib/server/store/postgres.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import type { Store } from '#lib/server/store/store.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Address of a running PostgreSQL server, without a database name. */
		postgres: string;
	}
}

/** A fresh, migrated SQLite store in a folder of its own. */
export async function freshSqlite(): Promise<{ store: Store; folder: string; drop: () => Promise<void> }> {
	const folder = await mkdtemp(path.join(tmpdir(), 'kade-test-'));
	const store = openSqlite(path.join(folder, 'kade.db'), 'drizzle/sqlite');
	const drop = async () => {
		await store.close();
		await rm(folder, { recursive: true, force: true });
	};
	return { store, folder, drop };
}

/** A fresh, migrated PostgreSQL database on the server the test run started. */
export async function freshPostgres(): Promise<{ store: Store; drop: () => Promise<void> }> {
	const name = `kade_${randomBytes(6).toString('hex')}`;
	const server = inject('postgres');
	const address = (database: string) => {
		const url = new URL(server);
		url.pathname = `/${database}`;
		return url.href;
	};
	const admin = async (sql: string) => {
		const client = new pg.Client({ connectionString: address('postgres') });
		await client.connect();
		await client.query(sql);
		await client.end();
	};
	await admin(`create database ${name}`);
	const store = await openPostgres(address(name), 'drizzle/postgres');
	const drop = async () => {
		await store.close();
		await admin(`drop database ${name} with (force)`);
	};
	return { store, drop };
}

/** Runs the same tests against SQLite and PostgreSQL, each on one fresh store for the whole block. */
export function onBothEngines(subject: string, tests: (store: () => Store) => void) {
	for (const [engine, fresh] of [
		['SQLite', freshSqlite],
		['PostgreSQL', freshPostgres]
	] as const) {
		describe(`${subject} on ${engine}`, () => {
			let opened: { store: Store; drop: () => Promise<void> };
			beforeAll(async () => {
				opened = await fresh();
			});
			afterAll(() => opened.drop());
			tests(() => opened.store);
		});
	}
}
