import { randomInt } from 'node:crypto';
import { isCommon } from './common-passphrases.ts';
import { plainDigits, randomGroups } from './digits.ts';
import { handleKey } from './handles.ts';
import { PASSPHRASE_WORDS } from './passphrase-words.ts';
import { isStolen } from './stolen-passphrases.ts';

export type PassphraseProblem = 'short' | 'long' | 'common' | 'handle';

const SHORTEST = 12;
const LONGEST = 128;

/** Eight words of ten bits, or 24 digits: 80 bits either way. */
const WORDS = 8;
const GROUPS = 6;

/** A random passphrase: words where we have an honest list for the language, else digits, which all can type. */
export function suggestPassphrase(locale: string): string {
	if (locale !== 'en') return randomGroups(GROUPS);
	return Array.from({ length: WORDS }, () => PASSPHRASE_WORDS[randomInt(PASSPHRASE_WORDS.length)]).join(' ');
}

/**
 * The form that is hashed: NFC, as two keyboards may write one letter differently. A phrase of digits alone is the
 * same with or without its spaces and in the digits of any script; nothing else is changed or cut.
 */
export function canonicalPassphrase(passphrase: string): string {
	const text = passphrase.normalize('NFC');
	const digits = plainDigits(text).replace(/[\s-]/g, '');
	return /^\d+$/.test(digits) ? digits : text;
}

/**
 * Says why a passphrase cannot be used, or null. Length and guessability only, no rules on kinds of characters
 * (NIST SP 800-63B 3.1.1.2, ASVS 6.2).
 */
export function checkPassphrase(passphrase: string, handle: string): PassphraseProblem | null {
	const text = canonicalPassphrase(passphrase);
	const length = [...text].length;
	if (length < SHORTEST) return 'short';
	if (length > LONGEST) return 'long';
	if (isCommon(text) || isStolen(text)) return 'common';
	const key = handleKey(handle);
	const rest = key.length < 3 ? null : handleKey(text).replaceAll(key, '');
	return rest !== null && rest.length < 8 && rest.length < handleKey(text).length ? 'handle' : null;
}
