import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { groupedWriter } from './grouped-writer.ts';
import { preparedOn, type Reader, type Store, type Tx } from './store.ts';

/** Fixed in SQLite 3.51.3: a rare corruption when a checkpoint meets a write (sqlite.org/wal.html#walresetbug). */
const OLDEST_SQLITE = '3.51.3';

/**
 * Opens (and creates) the embedded database, brings it up to date, and asserts that commits are durable.
 *
 * @param file path of the database file, its folder must exist
 * @param migrations folder of generated migrations
 */
export function openSqlite(file: string, migrations: string): Store {
	const writer = connect(file);
	const w = Object.assign(drizzle(writer), { engine: 'sqlite' as const });
	// drizzle migrates inside a transaction, where this pragma has no effect and a rebuilt table would cascade deletes.
	writer.pragma('foreign_keys = OFF');
	migrate(w, { migrationsFolder: migrations });
	writer.pragma('foreign_keys = ON');
	const broken = writer.pragma('foreign_key_check') as unknown[];
	if (broken.length) throw new Error(`The migrated database has ${broken.length} broken references.`);
	if (writer.pragma('synchronous', { simple: true }) !== 2)
		throw new Error('SQLite would not commit durably.');

	// The grouped writer waits by itself, without stopping everybody who only reads.
	writer.pragma('busy_timeout = 0');

	const reader = connect(file);
	reader.pragma('query_only = ON');
	const read = Object.assign(drizzle(reader), { engine: 'sqlite' as const }) as unknown as Reader;
	const grouped = groupedWriter(writer);
	return {
		engine: 'sqlite',
		read,
		write: (work) => grouped.run(() => work(w as unknown as Tx)),
		prepared: preparedOn(read),
		tidy: () => emptyJournal(writer, grouped.idle),
		async close() {
			await grouped.idle();
			reader.close();
			writer.close();
		}
	};
}

function connect(file: string): Database.Database {
	const connection = new Database(file);
	const version = String(connection.prepare('select sqlite_version()').pluck().get());
	if (isOlder(version, OLDEST_SQLITE)) throw new Error(`SQLite ${version} is older than ${OLDEST_SQLITE}.`);
	connection.pragma('journal_mode = WAL');
	// better-sqlite3 is compiled to commit without a sync in WAL mode: a learner's "saved" must survive a power cut.
	connection.pragma('synchronous = FULL');
	connection.pragma('foreign_keys = ON');
	connection.pragma('busy_timeout = 5000');
	connection.pragma('secure_delete = ON');
	connection.pragma('trusted_schema = OFF');
	connection.pragma('temp_store = MEMORY');
	connection.pragma('cell_size_check = ON');
	return connection;
}

/** How often a reader in another program is waited for, a quarter of a second each time. */
const TIDY_ATTEMPTS = 20;

async function emptyJournal(writer: Database.Database, idle: () => Promise<void>): Promise<boolean> {
	for (let attempt = 1; attempt <= TIDY_ATTEMPTS; attempt++) {
		await idle();
		// A write may have begun in between; then the journal is emptied after it.
		const [done] = writer.inTransaction
			? []
			: (writer.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]);
		if (done?.busy === 0) return true;
		await new Promise((again) => setTimeout(again, 250));
	}
	return false;
}

function isOlder(version: string, than: string): boolean {
	return version.localeCompare(than, 'en', { numeric: true }) < 0;
}
