/** Line breaks and tabs aside, what no text needs: controls, and marks that turn the text around them. */
const CONTROLS = /[\p{Cc}\uFEFF]/gu;
const TURNING = /[\u202A-\u202E\u2066-\u2069]/g;

/** One line as typed, safe to store and to show beside other words: trimmed, single spaces, nothing invisible. */
export function oneLine(typed: string): string {
	return typed.toWellFormed().replace(/\s+/g, ' ').replace(CONTROLS, '').replace(TURNING, '').trim();
}

/** Several lines as typed: browsers send CRLF, and PostgreSQL refuses a NUL. */
export function manyLines(typed: string): string {
	return typed
		.toWellFormed()
		.replace(/\r\n?/g, '\n')
		.replace(CONTROLS, (c) => (c === '\n' || c === '\t' ? c : ''))
		.trim();
}

/** Length as a person counts it, near enough: code points, so that an emoji or a rare letter is not two. */
export const lengthOf = (text: string): number => Array.from(text).length;
