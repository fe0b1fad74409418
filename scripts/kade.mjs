#!/usr/bin/env node
// The operator's commands, for the installation whose settings are in the environment (DATA_DIR, DATABASE_URL):
//
//   node scripts/kade.mjs retention --dry-run   what is past its time, counted; nothing is changed
//   node scripts/kade.mjs retention             deletes it, as the server does once a day by itself
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { become, isNewEnough, pinnedNode, root, stop } from './runtime.mjs';

/** @type {Record<string, (words: string[]) => Promise<void>>} */
const commands = { retention };

const [name = '', ...words] = process.argv.slice(2);
const command = commands[name];
if (!command) stop(`Kade knows these commands: ${Object.keys(commands).join(', ')}.`);
if (isNewEnough()) await command(words);
else become(pinnedNode() ?? 'node', [fileURLToPath(import.meta.url), name, ...words]);

/** @param {string[]} words */
async function retention(words) {
	const unknown = words.filter((word) => word !== '--dry-run');
	if (unknown.length) stop(`retention takes --dry-run and nothing else, not ${unknown.join(' ')}.`);
	const isRehearsal = words.includes('--dry-run');
	const { applyRetention, rehearseRetention } = await import('../src/lib/operations/server/retention.ts');
	const store = await openExisting();
	try {
		const counts = await (isRehearsal ? rehearseRetention(store) : applyRetention(store));
		for (const { kind, rows } of counts) console.log(`${kind.padEnd(16)}${String(rows).padStart(8)}`);
		const all = counts.reduce((sum, { rows }) => sum + rows, 0);
		console.log(isRehearsal ? `Past their time: ${all}. Nothing was changed.` : `Deleted: ${all}.`);
		console.log('Backups are yours to remove: none older than 30 days.');
	} finally {
		await store.close();
	}
}

/** Opens the database there is; a mistyped folder must not become a new one. */
async function openExisting() {
	const { openStore } = await import('../src/lib/server/store/open.ts');
	const folder = resolve(process.env.DATA_DIR ?? join(root, 'data'));
	const url = process.env.DATABASE_URL ?? '';
	if (!url && !existsSync(join(folder, 'kade.db')))
		stop(`There is no database in ${folder}. Set DATA_DIR to the folder the server uses.`);
	try {
		return await openStore({ url, folder, migrations: join(root, 'drizzle') });
	} catch (error) {
		return stop(error instanceof Error ? error.message : String(error));
	}
}
