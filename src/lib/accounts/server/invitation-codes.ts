import { randomInt } from 'node:crypto';
import type { CodeForm } from '../code-forms.ts';
import { plainDigits, randomGroups } from './digits.ts';
import { PASSPHRASE_WORDS } from './passphrase-words.ts';

/** Eight groups of four digits: 106 bits. */
const GROUPS = 8;
/** Ten words of ten bits: 100 bits. */
const WORDS = 10;
const KNOWN = new Set(PASSPHRASE_WORDS);

/** A fresh code: `4821 0937 …` or `amber boat …`. */
export function newInvitationCode(form: CodeForm): string {
	if (form === 'digits') return randomGroups(GROUPS);
	return Array.from({ length: WORDS }, () => PASSPHRASE_WORDS[randomInt(PASSPHRASE_WORDS.length)]).join(' ');
}

/**
 * A code as it is hashed, however it was typed, or null when it can be none: digits of any script with or without
 * their spaces; words in capitals or not, with anything but a letter between them.
 */
export function invitationKey(typed: string): string | null {
	const text = plainDigits(typed.slice(0, 400)).toLowerCase();
	const digits = text.replace(/[\s\p{Pd}\p{Cf}.,]/gu, '');
	if (/^\d+$/.test(digits)) return digits.length === GROUPS * 4 ? digits : null;
	const words = text.replace(/\p{Cf}/gu, '').match(/[\p{L}\p{N}]+/gu) ?? [];
	return words.length === WORDS && words.every((word) => KNOWN.has(word)) ? words.join(' ') : null;
}
