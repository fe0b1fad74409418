/** Characters that can mean something in the middle of a line. */
const ACTIVE = /[\\`*_[\]<&~|{#@^]/g;

/**
 * Text written so that the parser reads back exactly this text, wherever it stands in a line. `!`, `:`
 * and `(` are escaped where what follows could give them a meaning.
 */
export function escapeMarkdown(text: string): string {
	return text
		.replace(ACTIVE, '\\$&')
		.replace(/:(?! )/g, '\\:')
		.replace(/!$/, '\\!')
		.replace(/^\(/, '\\(')
		.replace(/^:/, '\\:')
		.replace(/www\./gi, (match) => match.replace('.', '\\.'))
		.replace(/\ufeff/g, '&#xFEFF;')
		.replace(/^ | $/g, '&#x20;');
}

/** The same for what can mean something at the beginning of a line. */
export function escapeLineStart(line: string): string {
	return line.replace(/^[-+=>]/, '\\$&').replace(/^(\d{1,9})([.)])/, '$1\\$2');
}
