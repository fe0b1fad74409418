import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Crockford's alphabet in lower case: nothing in it is mistaken for something else when read aloud. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** `length` random characters of five bits each. */
export function randomWord(length: number): string {
	let word = '';
	for (const byte of randomBytes(length)) word += ALPHABET[byte & 31];
	return word;
}

/** A random row id: 16 characters, 80 bits, no counter and no time inside. */
export const newId = (): string => randomWord(16);

/** SHA-256 as hex. For secrets of at least 112 random bits only: shorter ones need argon2id (ASVS 6.5.2). */
export const fingerprint = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Compares two fingerprints in constant time. */
export function sameFingerprint(a: string, b: string): boolean {
	const [x, y] = [Buffer.from(a), Buffer.from(b)];
	return x.length === y.length && timingSafeEqual(x, y);
}
