import { randomInt } from 'node:crypto';

/** The zero of each script that people here type digits in; its nine follow it in Unicode. */
const ZEROS = [...'0٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀០᠐'].map((zero) => zero.codePointAt(0) as number);

/** Writes digits of any script with 0–9: a phrase shown as 4821 may come back as ٤٨٢١. */
export function plainDigits(text: string): string {
	return text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => {
		const code = digit.codePointAt(0) as number;
		const zero = ZEROS.find((z) => code >= z && code <= z + 9);
		return zero === undefined ? digit : String(code - zero);
	});
}

/** Random digits in groups of four: easy to read aloud and to type in any language. 3.32 bits each. */
export function randomGroups(groups: number): string {
	const group = () => String(randomInt(10_000)).padStart(4, '0');
	return Array.from({ length: groups }, group).join(' ');
}
