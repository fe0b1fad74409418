/** Scripts in everyday use (UAX 31, tables 5 and 7). Letters of one handle all come from one of these. */
const SCRIPT_NAMES = [
	'Adlam',
	'Arabic',
	'Armenian',
	'Bengali',
	'Canadian_Aboriginal',
	'Cherokee',
	'Cyrillic',
	'Devanagari',
	'Ethiopic',
	'Georgian',
	'Greek',
	'Gujarati',
	'Gurmukhi',
	'Hebrew',
	'Kannada',
	'Khmer',
	'Lao',
	'Latin',
	'Malayalam',
	'Mongolian',
	'Myanmar',
	'Nko',
	'Oriya',
	'Sinhala',
	'Syriac',
	'Tamil',
	'Telugu',
	'Thaana',
	'Thai',
	'Tibetan',
	'Tifinagh',
	'Yi'
];

/** One pattern a script; Chinese, Japanese and Korean writing mix their scripts in one word. */
export const SCRIPTS: RegExp[] = [
	...SCRIPT_NAMES.map((name) => new RegExp(`^\\p{Script_Extensions=${name}}+$`, 'u')),
	/^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{scx=Hangul}]+$/u
];

/** Characters that readers mistake for one another, after lower-casing (from the idea of UTS 39 skeletons). */
const PAIRS: [look: string, like: string][] = [
	['01iı', 'olll'],
	// Cyrillic, also where only the capitals look alike.
	['авеікмнорстухјѕԁһԛԝґ', 'abelkmhopctyxjsdhqwr'],
	// Greek.
	['αβεικηνορτυχζμ', 'abelkhvoptyxzm'],
	// Letters of Arabic that differ between keyboards, and teh marbuta.
	['ىیکةہەێ', 'ييكهههي'],
	['ßþøœæ', 'bpooa']
];

export const LOOKALIKES: ReadonlyMap<string, string> = new Map(
	PAIRS.flatMap(([look, like]) => {
		const to = [...like];
		return [...look].map((character, i): [string, string] => [character, to[i] as string]);
	})
);
