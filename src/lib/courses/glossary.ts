import type { Glossary } from './registry.ts';

export interface GlossaryPage {
	/** Words of the reader's language, in its alphabet's order. */
	entries: { ref: string; word: string; meaning: string }[];
	/** Words that are not explained in that language yet, as English has them. */
	gaps: { ref: string; word: string; locale: string }[];
}

/** The glossary as a reader of a language sees it: her words, and honestly what is missing. */
export function glossaryIn(glossary: Glossary, locale: string): GlossaryPage {
	const page: GlossaryPage = { entries: [], gaps: [] };
	const order = new Intl.Collator(locale);
	for (const [ref, words] of Object.entries(glossary)) {
		const here = words[locale];
		const other = Object.entries(words).sort(([a], [b]) => Number(b === 'en') - Number(a === 'en'))[0];
		if (here) page.entries.push({ ref, ...here });
		else if (other) page.gaps.push({ ref, word: other[1].word, locale: other[0] });
	}
	page.entries.sort((a, b) => order.compare(a.word, b.word));
	return page;
}
