/** Characters that can mean something in the middle of a line. */
const ACTIVE = /[\\`*_[\]<&~|{#@^]/g;

/** Whether something else stands directly before and after a text. */
interface Beside {
	before: boolean;
	after: boolean;
}

/**
 * Text written so that the parser reads back exactly this text, wherever it stands in a line. `!`, `:`
 * and `(` are escaped where what stands beside them could give them a meaning.
 */
export function escapeMarkdown(
	text: string,
	{ before, after }: Beside = { before: false, after: false }
): string {
	let out = text
		.replace(ACTIVE, '\\$&')
		.replace(/:(?! |$)/g, '\\:')
		.replace(/www\./gi, (match) => match.replace('.', '\\.'))
		.replace(/\ufeff/g, '&#xFEFF;');
	if (after) out = out.replace(/[!:]$/, '\\$&');
	if (before) out = out.replace(/^[(:]/, '\\$&');
	return out;
}

/** The same for what can mean something at the beginning of a line. */
export function escapeLineStart(line: string): string {
	return line.replace(/^[-+=>]/, '\\$&').replace(/^(\d{1,9})([.)])/, '$1\\$2');
}
