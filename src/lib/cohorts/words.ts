/** Line breaks and tabs aside, what no text needs: controls, and marks that turn the text around them. */
const CONTROLS = /[\p{Cc}\uFEFF]/gu;
const TURNING = /[\u202A-\u202E\u2066-\u2069]/g;

/** Marks that show nothing: a text of these alone is an empty text. */
const INVISIBLE = /[\p{Cf}\p{Cc}\u115F\u1160\u3164\uFFA0]/gu;

/** One line as typed, safe to store and to show beside other words: trimmed, single spaces, nothing invisible. */
export function oneLine(typed: string): string {
	return typed.toWellFormed().replace(/\s+/g, ' ').replace(CONTROLS, '').replace(TURNING, '').trim();
}

/** Several lines as typed: browsers send CRLF, and PostgreSQL refuses a NUL. */
export function manyLines(typed: string): string {
	const seen = typed.replace(INVISIBLE, '').trim();
	if (!seen) return '';
	return typed
		.toWellFormed()
		.replace(/\r\n?/g, '\n')
		.replace(CONTROLS, (c) => (c === '\n' || c === '\t' ? c : ''))
		.trim();
}

/** Length as a person counts it, near enough: code points, so that an emoji or a rare letter is not two. */
export const lengthOf = (text: string): number => Array.from(text).length;
