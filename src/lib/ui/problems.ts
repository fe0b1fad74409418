import { m } from '#lib/paraglide/messages.js';

const COMMON: Record<string, () => string> = {
	empty: m.problem_empty,
	'too-short': m.problem_too_short,
	'too-long': m.problem_too_long,
	unexpected: m.problem_unexpected,
	stale: m.problem_stale,
	busy: m.problem_busy,
	down: m.problem_busy,
	full: m.problem_full,
	readonly: m.problem_readonly
};

/** The sentence for a problem code: the page's own words first, then the common ones. */
export function problemText(code: string, words: Record<string, string> = {}): string {
	return words[code] ?? (COMMON[code] ?? m.problem_other)();
}
