import { expect, it } from 'vitest';
import { glossaryIn } from './glossary.ts';
import { helpers, wordsIn } from './helpers.ts';
import type { Contact } from './registry.ts';

const contact = (ref: string, languages: string[]): Contact => ({
	ref,
	name: ref,
	what: { en: 'Helps.' },
	note: {},
	phone: null,
	url: null,
	email: null,
	languages,
	recheck: false,
	checkedOn: '2026-11-21',
	reviewBy: '2027-05-21',
	source: 'Their page'
});

it('puts helpers who state the reader’s language first, and leaves nobody out', () => {
	const all = [contact('a', []), contact('b', ['ar']), contact('c', ['en', 'ar'])];
	const { speaking, others } = helpers(all, 'ar');
	expect(speaking.map(({ ref }) => ref)).toEqual(['b', 'c']);
	expect(others.map(({ ref }) => ref)).toEqual(['a']);
});

it('says in which language its words are when the reader’s are not there', () => {
	expect(wordsIn({ en: 'Helps.', nl: 'Helpt.' }, 'nl')).toEqual({ locale: 'nl', text: 'Helpt.' });
	expect(wordsIn({ en: 'Helps.' }, 'nl')).toEqual({ locale: 'en', text: 'Helps.' });
	expect(wordsIn({}, 'nl')).toBeNull();
});

it('orders the glossary by the reader’s alphabet and lists what is not explained yet', () => {
	const word = (word: string) => ({ word, meaning: 'x' });
	const page = glossaryIn(
		{
			z: { en: word('zone'), ru: word('ёлка') },
			a: { en: word('actor'), ru: word('жук') },
			b: { en: word('bridge') }
		},
		'ru'
	);
	expect(page.entries.map(({ word }) => word)).toEqual(['ёлка', 'жук']);
	expect(page.gaps).toEqual([{ ref: 'b', word: 'bridge', locale: 'en' }]);
});
