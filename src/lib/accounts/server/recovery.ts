import { fingerprint } from '#lib/server/secrets.ts';
import { askedGroups } from '../recovery-groups.ts';
import { plainDigits, randomGroups } from './digits.ts';

/** 36 digits are 119 bits: above the 112 that may be stored as a plain hash (ASVS 6.5.2). */
const GROUPS = 9;

/** A new recovery phrase: nine groups of four digits. Shown once, stored as a hash only. */
export const newRecoveryPhrase = (): string => randomGroups(GROUPS);

/** The bare 36 digits of a phrase, however it was typed (spaces, hyphens, digits of any script), or null. */
export function recoveryDigits(typed: string): string | null {
	const digits = plainDigits(typed.slice(0, 200)).replace(/[\s\p{Pd}.,\p{Cf}]/gu, '');
	return digits.length === GROUPS * 4 && /^\d+$/.test(digits) ? digits : null;
}

/** What is stored of a recovery phrase, or null when it is none. */
export function recoveryHash(typed: string): string | null {
	const digits = recoveryDigits(typed);
	return digits && fingerprint(digits);
}

/** Whether two groups typed back differ from those asked for (`askedGroups`); any script's digits, any spaces. */
export function wrongGroups(phrase: string, first: string, second: string): boolean {
	const groups = recoveryDigits(phrase)?.match(/.{4}/g);
	if (!groups) return true;
	const bare = (typed: string) => plainDigits(typed.slice(0, 40)).replace(/[\s\p{Pd}.,\p{Cf}]/gu, '');
	const [one, two] = askedGroups(groups.join(' '));
	return bare(first) !== groups[one - 1] || bare(second) !== groups[two - 1];
}
