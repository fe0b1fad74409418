// The same lesson view with a full database: 100,000 accounts, 1,000,000 attempts, 1,000,000 posts.
import Database from 'better-sqlite3';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { spread } from './numbers.mjs';
import { loadOn, signIn, startApp } from './programs.mjs';

const ACCOUNTS = 100_000;
const ATTEMPTS = 1_000_000;
const POSTS = 1_000_000;
const THREADS = 20_000;

/**
 * @param {{ dataDir: string, folder: string, rounds: number, milliseconds: number, path: string, who: { handle: string, passphrase: string } }} how
 */
export async function measureLarge({ dataDir, folder, rounds, milliseconds, path, who }) {
	const full = join(folder, 'large');
	cpSync(dataDir, full, { recursive: true });
	const began = performance.now();
	fill(join(full, 'kade.db'));
	process.stderr.write(`  filled in ${Math.round((performance.now() - began) / 1000)} s\n`);
	const apps = [await startApp(dataDir), await startApp(full)];
	const cookies = [];
	for (const app of apps) cookies.push(await signIn(app.origin, who));
	const speed = async (/** @type {number} */ which, /** @type {number} */ time) => {
		const app = apps[which];
		if (!app) return NaN;
		const headers = { cookie: cookies[which] ?? '', accept: 'text/html', 'sec-fetch-site': 'same-origin' };
		return (await loadOn(app, { path, headers, milliseconds: time })).perCpuSecond;
	};
	for (const which of [0, 1]) await speed(which, milliseconds);
	const ratios = [];
	for (let round = 0; round < rounds; round++) {
		const empty = await speed(0, milliseconds);
		ratios.push((await speed(1, milliseconds)) / empty);
	}
	for (const app of apps) await app.stop();
	return { ratio: spread(ratios), told: `${ACCOUNTS / 1000}k accounts, 1M attempts, 1M posts` };
}

/** Made-up rows in bulk, without the care a real write takes: this file is thrown away. @param {string} file */
function fill(file) {
	const db = new Database(file);
	for (const pragma of [
		'journal_mode = WAL',
		'synchronous = OFF',
		'foreign_keys = OFF',
		'cache_size = -200000'
	])
		db.pragma(pragma);
	const counted = (/** @type {number} */ to) =>
		`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${to})`;
	const one = (/** @type {string} */ sql) => String(db.prepare(sql).pluck().get());
	const version = one(`select version_id from publication where locale = 'en' limit 1`);
	const lesson = one(`select lesson_id from publication where version_id = '${version}'`);
	const cohort = one('select id from cohort limit 1');
	db.transaction(() => {
		db.exec(`${counted(ACCOUNTS)} insert into account (id, handle, handle_key, passphrase_hash, recovery_hash, role, locale, created_month)
			select 'large' || i, 'large-' || i, 'large-' || i, hex(randomblob(48)), hex(randomblob(32)), 'learner', 'en', '2026-11' from n`);
		// Ten answers each, to ten elements.
		db.exec(`${counted(ATTEMPTS)} insert into attempt (id, idempotency_key, account_id, lesson_id, element_id, version_id, chosen, "right", turn, day)
			select lower(hex(randomblob(8))), 'q.' || i, 'large' || (i % ${ACCOUNTS} + 1), '${lesson}', 'q-' || (i / ${ACCOUNTS}), '${version}', '["a"]', 0, 1, '2026-11-21' from n`);
		db.exec(`${counted(THREADS)} insert into thread (id, cohort_id, title, locale, activity, last_number)
			select 'large' || i, '${cohort}', 'A thread', 'en', 1000 + i, ${POSTS / THREADS} from n`);
		db.exec(`${counted(POSTS)} insert into post (id, thread_id, author_id, number, idempotency_key, locale, source, html, day, revision)
			select lower(hex(randomblob(8))), 'large' || (i % ${THREADS} + 1), 'large' || (i % ${ACCOUNTS} + 1), i / ${THREADS} + 1, 'p.' || i, 'en', 'What I saw on the way.', '<p>What I saw on the way.</p>', '2026-11-21', 1 from n`);
	})();
	db.pragma('wal_checkpoint(TRUNCATE)');
	db.close();
}
