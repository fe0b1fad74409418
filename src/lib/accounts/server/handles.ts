import { randomInt } from 'node:crypto';
import { plainDigits } from './digits.ts';
import { HANDLE_NOUNS, HANDLE_QUALITIES } from './handle-words.ts';
import { LOOKALIKES, SCRIPTS } from './scripts.ts';

export type HandleProblem = 'short' | 'long' | 'characters' | 'mixed' | 'taken';

const SHORTEST = 3;
const LONGEST = 30;

/** Names that would let someone pass for the people who run the place. Folded like every key. */
const RESERVED = new Set(
	['admin', 'administrator', 'kade', 'moderator', 'staff', 'support', 'root'].map(handleKey)
);

const pick = (words: string[]) => words[randomInt(words.length)] as string;

/** A random handle such as `teal-heron-482`: about eight million of them, none says anything about a person. */
export const suggestHandle = (): string =>
	`${pick(HANDLE_QUALITIES)}-${pick(HANDLE_NOUNS)}-${randomInt(100, 1000)}`;

/**
 * The folded form under which a handle is unique and found: case, accents, hyphens, spaces, digits of other
 * scripts and characters that look alike (`0` and `o`, Cyrillic `а` and Latin `a`) make no difference.
 */
export function handleKey(handle: string): string {
	return (
		plainDigits(handle.slice(0, 200))
			.toLowerCase()
			.normalize('NFKD')
			// Accents, Hebrew points, Arabic vowel signs and hamza: the letter under them is what people remember.
			.replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640]/g, '')
			// Control characters too: PostgreSQL refuses a text with a NUL in it.
			.replace(/[\s\p{Pd}_\p{C}]/gu, '')
			.replace(/./gu, (character) => LOOKALIKES.get(character) ?? character)
			.normalize('NFC')
	);
}

/**
 * Says why a handle cannot be used, or null. Letters of any one script (UTS 39, single script), digits and
 * single hyphens between them; no control characters that could turn the text around it.
 */
export function checkHandle(handle: string): HandleProblem | null {
	const name = handle.normalize('NFKC');
	const length = [...name].length;
	if (length > LONGEST) return 'long';
	if (!/^[\p{L}\p{M}\p{Nd}]+(-[\p{L}\p{M}\p{Nd}]+)*$/u.test(name))
		return length < SHORTEST ? 'short' : 'characters';
	if (!/\p{L}/u.test(name) || /^\p{M}|\p{M}{4}|\u0640/u.test(name)) return 'characters';
	if (handleKey(name).length < SHORTEST) return 'short';
	const letters = [...name.replace(/[\p{M}\p{Nd}-]/gu, '')].join('');
	if (!SCRIPTS.some((script) => script.test(letters))) return 'mixed';
	return RESERVED.has(handleKey(name)) ? 'taken' : null;
}
