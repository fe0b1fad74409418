import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import path from 'node:path';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

/** The server cannot start; the message is one sentence for the person at the console. */
export class StartFailure extends Error {
	readonly code = 'KADE_START';
}

/**
 * Opens the database of this installation and brings it up to date.
 *
 * @param place a `postgres://` address, or the folder of the embedded database
 * @throws StartFailure with a sentence that says what to do
 */
export async function openStore(place: { url: string; folder: string; migrations: string }): Promise<Store> {
	try {
		if (place.url) {
			// Its driver is memory that an embedded database does not need.
			const { openPostgres } = await import('./postgres.ts');
			return await openPostgres(place.url, path.join(place.migrations, 'postgres'));
		}
		await mkdir(place.folder, { recursive: true, mode: 0o700 });
		await access(place.folder, constants.W_OK);
		return openSqlite(path.join(place.folder, 'kade.db'), path.join(place.migrations, 'sqlite'));
	} catch (error) {
		const full = (await freeBytes(place.folder)) < LEAST_FREE;
		throw new StartFailure(full && !place.url ? fullSentence(place.folder) : sentence(error, place), {
			cause: error
		});
	}
}

/** A migration that runs out of room reports whatever failed last, so the room itself is asked too. */
const LEAST_FREE = 8 * 1024 * 1024;

async function freeBytes(folder: string): Promise<number> {
	const found = await statfs(folder).catch(() => null);
	return found ? found.bavail * found.bsize : Infinity;
}

const fullSentence = (folder: string) =>
	`The disk is full: free some space for ${folder}, then start again. Nothing was changed.`;

function sentence(error: unknown, place: { url: string; folder: string }): string {
	const text =
		error instanceof Error ? `${(error as { code?: string }).code ?? ''} ${error.message}` : String(error);
	if (/ENOSPC|SQLITE_FULL|disk is full/i.test(text)) return fullSentence(place.folder);
	if (/EACCES|EROFS|EPERM|SQLITE_READONLY|SQLITE_CANTOPEN|readonly/i.test(text))
		return `Kade cannot write to ${place.folder}: give this user the right to, or set DATA_DIR to another folder.`;
	if (/SQLITE_BUSY|is locked/i.test(text))
		return `Another program holds the database in ${place.folder}: stop it, then start again.`;
	if (/SQLITE_NOTADB|SQLITE_CORRUPT|malformed/i.test(text))
		return `The database in ${place.folder} is damaged: restore a backup of it, then start again.`;
	if (place.url)
		return `PostgreSQL at DATABASE_URL does not answer as needed (${text.trim()}): check the address.`;
	return `The database could not be opened (${text.trim()}).`;
}
