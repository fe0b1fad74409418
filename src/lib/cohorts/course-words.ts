import { directionOf } from '#lib/ui/languages.ts';

interface Words {
	title: string;
}

/** A course's title in the reader's language, else in another it has, which is then named for the page. */
export function courseTitle(texts: Record<string, Words>, locale: string) {
	const own = texts[locale];
	if (own) return { title: own.title, lang: undefined, dir: undefined };
	const lang = texts.en ? 'en' : (Object.keys(texts)[0] ?? 'en');
	return { title: texts[lang]?.title ?? '', lang, dir: directionOf(lang) };
}
