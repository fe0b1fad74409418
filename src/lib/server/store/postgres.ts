import { randomInt } from 'node:crypto';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { asFailure, engineCode } from './failure.ts';
import { preparedOn, type Reader, type Store, type Tx } from './store.ts';

/** Fifty writers on one row all get through; a longer queue than that is refused as busy. */
const ATTEMPTS = 40;

/** How long, in milliseconds, anybody waits for a connection, or for a lock somebody else holds. */
const LOCK_PATIENCE = 5_000;

/**
 * Opens PostgreSQL and brings it up to date. Transactions are serializable and tried again when two collide.
 *
 * @param url `postgres://…`
 * @param migrations folder of generated migrations
 */
export async function openPostgres(url: string, migrations: string): Promise<Store> {
	const pool = new pg.Pool({
		connectionString: url,
		max: 10,
		lock_timeout: LOCK_PATIENCE,
		connectionTimeoutMillis: LOCK_PATIENCE
	});
	// A dropped idle connection is replaced at the next query; without a listener it would end the process.
	pool.on('error', () => {});
	// The same for one that is dropped in the middle of its work: the query itself fails and says so.
	pool.on('connect', (client) => void client.on('error', () => {}));
	const db = drizzle(pool);
	try {
		await migrateOnce(pool, migrations);
	} catch (error) {
		await pool.end();
		throw asFailure(error);
	}
	const read = Object.assign(db, { engine: 'postgres' as const }) as unknown as Reader;
	return {
		engine: 'postgres',
		read,
		async write(work) {
			for (let attempt = 1; ; attempt++) {
				try {
					return await db.transaction(
						(tx) => work(Object.assign(tx, { engine: 'postgres' as const }) as unknown as Tx),
						{ isolationLevel: 'serializable' }
					);
				} catch (error) {
					const collided = ['40001', '40P01'].includes(engineCode(error));
					if (!collided || attempt >= ATTEMPTS) throw asFailure(error);
					await new Promise((again) => setTimeout(again, randomInt(2, 10 + attempt * 10)));
				}
			}
		},
		prepared: preparedOn(read),
		async tidy() {
			await pool.query('vacuum');
			return true;
		},
		close: () => pool.end()
	};
}

/** Two instances that start together must not migrate twice: the second waits on an advisory lock. */
async function migrateOnce(pool: pg.Pool, migrationsFolder: string) {
	const client = await pool.connect();
	try {
		// Another instance may be at it for longer than a visitor would wait.
		await client.query('set lock_timeout = 0');
		await client.query('select pg_advisory_lock(7230501)');
		await migrate(drizzle(client), { migrationsFolder });
		await client.query('select pg_advisory_unlock(7230501)');
		await client.query(`set lock_timeout = ${LOCK_PATIENCE}`);
	} finally {
		client.release();
	}
}
