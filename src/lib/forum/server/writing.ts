import { postHtml } from '#lib/cohorts/server/post-html.ts';
import { lengthOf, manyLines, oneLine } from '#lib/cohorts/words.ts';

export const LONGEST_POST = 10_000;
export const LONGEST_TITLE = 120;
export const LONGEST_REASON = 500;

/** A post as typed → what is stored: the source, and its HTML made once, here. */
export function written(typed: string, locale: string) {
	const source = manyLines(typed);
	if (!source) return { ok: false as const, reason: 'empty' as const };
	if (lengthOf(source) > LONGEST_POST) return { ok: false as const, reason: 'long' as const };
	return { ok: true as const, source, html: postHtml(source, locale) };
}

/** One line of a given length at most: a thread's title, a trainer's reason. */
export function line(typed: string, longest: number) {
	const text = oneLine(typed);
	if (!text) return { ok: false as const, reason: 'empty' as const };
	if (lengthOf(text) > longest) return { ok: false as const, reason: 'long' as const };
	return { ok: true as const, text };
}
