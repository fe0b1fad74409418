import { defineEnvVars } from '@sveltejs/kit/env';
import * as v from 'valibot';

/**
 * The one door for settings that come from outside. Every one is optional: Kade runs with none of them.
 * server.mjs settles ORIGIN and DATA_DIR before the app is loaded.
 */
export const variables = defineEnvVars({
	ORIGIN: {
		schema: v.optional(v.pipe(v.string(), v.url()), 'http://127.0.0.1:3000'),
		description: 'The address learners use, such as https://learn.example.'
	},
	DATA_DIR: {
		schema: v.optional(v.pipe(v.string(), v.nonEmpty()), 'data'),
		description: 'Folder of the embedded database.'
	},
	DATABASE_URL: {
		schema: v.optional(v.string(), ''),
		description: 'A postgres:// address; empty for the embedded database.'
	},
	DEMO: {
		schema: v.pipe(
			v.optional(v.string(), ''),
			v.transform((value) => value === '1')
		),
		description: '1 fills an empty database with a fictional cohort and says on every page that it is a demo.'
	},
	SITE_NAME: {
		schema: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(40)), 'Kade'),
		description: 'What pages call this site. A neutral word protects learners.'
	},
	SITE_SHORT_NAME: {
		schema: v.optional(v.pipe(v.string(), v.maxLength(16)), ''),
		description: 'The same in a word, for the bar and under an icon on a phone; empty: the whole name.'
	},
	SITE_ICON: {
		schema: v.optional(v.picklist(['quay', 'paper', 'book', 'leaf', 'clock', 'cup']), 'quay'),
		description: 'The drawing in the bar and the browser tab: quay, paper, book, leaf, clock or cup.'
	},
	CATALOGUE: {
		schema: v.optional(v.picklist(['public', 'members']), 'public'),
		description: 'Who can read courses: "public" is everybody, "members" whoever has an account.'
	},
	EXIT_URL: {
		schema: v.optional(v.pipe(v.string(), v.url()), 'https://www.wikipedia.org/'),
		description: 'Where "Leave this page" goes: a dull place that loads everywhere your learners are.'
	}
});
