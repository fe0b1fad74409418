// Stamps: a file that says from which sources something was made, written last and by rename, so that an
// interrupted step is simply done again. No dependencies.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * One hash over names and contents of files and folders; what does not exist counts as empty.
 *
 * @param {string} root
 * @param {string[]} paths below `root`
 * @param {(path: string) => boolean} skip
 */
export function fingerprint(root, paths, skip = () => false) {
	const hash = createHash('sha256');
	for (const path of paths) add(path);
	return hash.digest('hex');

	/** @param {string} path */
	function add(path) {
		const stat = statSync(join(root, path), { throwIfNoEntry: false });
		if (!stat || skip(path)) return;
		if (stat.isDirectory()) for (const name of readdirSync(join(root, path)).sort()) add(`${path}/${name}`);
		else hash.update(`${path}\0${stat.size}\0`).update(readFileSync(join(root, path)));
	}
}

/** @param {string} file */
export function readStamp(file) {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return null;
	}
}

/** @param {string} file @param {string} content */
export function writeStamp(file, content) {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(`${file}.new`, content);
	renameSync(`${file}.new`, file);
}
