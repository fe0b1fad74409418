import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** The operator's own list, in the data folder: one stolen passphrase a line, UTF-8. */
export const LIST = 'stolen-passphrases.txt';

/** What no passphrase here can be shorter than: shorter lines are of no use. */
const SHORTEST = 12;
/** Bits for each line and bits set for each: one honest passphrase in 100,000 is refused by mistake. */
const BITS = 24;
const MARKS = 16;
const MOST_BYTES = 64 * 1024 * 1024;

/** A Bloom filter: knows whether something was put in, never what; may be wrong about what was not. */
interface Filter {
	bits: Uint8Array;
	size: number;
}

let filter: Filter | null = null;

/** As guessers try it: case makes no difference. */
const folded = (passphrase: string): string => passphrase.normalize('NFC').toLowerCase();

function* marksOf(text: string, size: number): Generator<number> {
	const digest = createHash('sha256').update(text).digest();
	const first = digest.readUIntBE(0, 6);
	const step = digest.readUIntBE(6, 6);
	for (let i = 0; i < MARKS; i++) yield (first + i * step) % size;
}

function put({ bits, size }: Filter, text: string): void {
	for (const mark of marksOf(text, size)) bits[mark >> 3] = (bits[mark >> 3] ?? 0) | (1 << (mark & 7));
}

function holds({ bits, size }: Filter, text: string): boolean {
	for (const mark of marksOf(text, size)) if (!((bits[mark >> 3] ?? 0) & (1 << (mark & 7)))) return false;
	return true;
}

/**
 * Reads the operator's list at the start, if there is one. Nothing is ever asked of a service outside: it would
 * learn when somebody signs up.
 *
 * @returns how many lines count; null without a list
 * @throws when the list is too long for its filter to fit in memory
 */
export async function readStolen(folder: string): Promise<number | null> {
	const file = path.join(folder, LIST);
	const size = await stat(file).then(
		(found) => found.size,
		() => null
	);
	filter = null;
	if (size === null) return null;
	const bytes = Math.max(1024, Math.ceil(((size / (SHORTEST + 1)) * BITS) / 8));
	if (bytes > MOST_BYTES) throw new Error(`${file} is too long: keep it under 290 MB.`);
	const made: Filter = { bits: new Uint8Array(bytes), size: bytes * 8 };
	let lines = 0;
	for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
		if ([...line].length < SHORTEST) continue;
		put(made, folded(line));
		lines++;
	}
	filter = made;
	return lines;
}

/** True for a passphrase that stands in the operator's list. */
export const isStolen = (passphrase: string): boolean => filter !== null && holds(filter, folded(passphrase));
