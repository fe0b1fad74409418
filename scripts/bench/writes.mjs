// Durable progress writes: fifty people answer at once, against one-row transactions of the bare driver with the
// same rows, tables and indexes in a database of its own on the same disk.
import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { accounts } from '#lib/accounts/server/tables.ts';
import { lesson } from '#lib/courses/server/lessons.ts';
import { publishShipped } from '#lib/courses/server/publishing.ts';
import { attempt } from '#lib/learning/server/attempts.ts';
import { newId } from '#lib/server/secrets.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import { lessonText, shelfOf, wording } from '#tests/support/shelf.ts';
import { root } from '../runtime.mjs';
import { short, spread } from './numbers.mjs';

const WRITERS = 50;
const EACH = 20;

/** @param {string} folder @param {number} rounds */
export async function measureWrites(folder, rounds) {
	mkdirSync(join(folder, 'ours'), { recursive: true });
	mkdirSync(join(folder, 'bare'), { recursive: true });
	const ours = await prepare(join(folder, 'ours', 'kade.db'));
	const bare = await prepare(join(folder, 'bare', 'kade.db'));
	await bare.store.close();
	const writeBare = bareWriter(join(folder, 'bare', 'kade.db'), bare);
	const ratios = [];
	const rates = [];
	for (let round = 0; round <= rounds; round++) {
		const fast = await rate(() => Promise.all(ours.people.map((person) => answers(ours, person))));
		const plain = await rate(async () => {
			for (let turn = 0; turn < EACH; turn++) for (const person of bare.people) writeBare(person);
		});
		process.stderr.write(`  writes: ${short(fast)} / ${short(plain)} a second\n`);
		// The first round warms both.
		if (round > 0) {
			ratios.push(fast / plain);
			rates.push(fast);
		}
	}
	await ours.store.close();
	return { ratio: spread(ratios), perSecond: spread(rates) };
}

/** @typedef {Awaited<ReturnType<typeof prepare>>} Prepared */

/** A store with one lesson and fifty people. @param {string} file */
async function prepare(file) {
	const store = openSqlite(file, join(root, 'drizzle/sqlite'));
	await publishShipped(store, shelfOf({ '/courses/c/01-one/en.md': lessonText('l-one', 'one') }), wording());
	const view = await lesson(store, '2', 1, 'en');
	if (!view || view.missing) throw new Error('The lesson should be there.');
	const people = Array.from({ length: WRITERS }, () => ({ id: newId() }));
	await store.write(async (tx) => {
		for (const { id } of people)
			await tx.insert(accounts(tx).account).values({
				id,
				handle: id,
				handleKey: id,
				passphraseHash: '',
				recoveryHash: '',
				role: 'learner',
				locale: 'en',
				createdMonth: '2026-11'
			});
	});
	return { store, people, at: { lessonId: view.lesson.id, versionId: view.version.id } };
}

/** @param {Prepared} of @param {{ id: string }} person */
async function answers({ store, at }, person) {
	for (let turn = 0; turn < EACH; turn++) {
		const made = await attempt(store, person, at, 'q-one', ['a'], newId());
		if (!made.ok) throw new Error(`An answer was refused: ${made.reason}.`);
	}
}

/** @param {string} file @param {Prepared} of @returns {(person: { id: string }) => void} */
function bareWriter(file, { at }) {
	const db = new Database(file);
	db.pragma('journal_mode = WAL');
	db.pragma('synchronous = FULL');
	db.pragma('foreign_keys = ON');
	const insert = db.prepare(
		`insert into attempt (id, idempotency_key, account_id, lesson_id, element_id, version_id, chosen, "right", turn, day)
		values (?, ?, ?, ?, 'q-one', ?, '["a"]', 0, ?, '2026-11-21')`
	);
	let turn = 0;
	const write = db.transaction((/** @type {string} */ account) =>
		insert.run(newId(), `q-one.${newId()}`, account, at.lessonId, at.versionId, ++turn)
	);
	return ({ id }) => void write(id);
}

/** Writes a second. @param {() => Promise<unknown>} work */
async function rate(work) {
	const began = performance.now();
	await work();
	return (WRITERS * EACH * 1000) / (performance.now() - began);
}
