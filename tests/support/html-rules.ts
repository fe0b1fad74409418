import type { ConfigData } from 'html-validate';

/** The HTML standard as html-validate knows it, without the rules that are about style or know less than axe. */
export const htmlRules: ConfigData = {
	root: true,
	extends: ['html-validate:recommended'],
	rules: {
		// Svelte writes `<input/>`, `<!doctype html>` and `checked=""`: the same document by the standard.
		'void-style': 'off',
		'doctype-style': 'off',
		'attribute-boolean-style': 'off',
		// A button of a form sends it: that is what the standard says and what is meant.
		'no-implicit-button-type': 'off',
		// Typography of phone numbers.
		'tel-non-breaking': 'off',
		// Anything without a space is a valid id: headings of Arabic lessons are named in Arabic.
		'valid-id': ['error', { relaxed: true }],
		// One question can have several answers of one name.
		'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button'] }],
		// A table that scrolls is a `div` with the role, as stored lessons have it: no other document.
		'prefer-native-element': ['error', { exclude: ['region'] }],
		// axe judges landmarks in the page itself, and knows that an aside inside an article is none.
		'unique-landmark': 'off',
		// Boxes that are for oneself alone stand in a form that nothing can send.
		'wcag/h32': 'off'
	}
};
