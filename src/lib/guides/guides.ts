import type { Component } from 'svelte';

interface GuideFile {
	default: Component;
	metadata: {
		title: string;
		/** One sentence for the list of guides. */
		summary?: string;
		/** `machine` until a person has looked at a translation. */
		status?: 'machine' | 'reviewed';
	};
}

/** The site's own guides, compiled by mdsvex: trusted texts of ours, one file a language. */
const files = import.meta.glob<GuideFile>('/src/lib/guides/*.md', { eager: true });

const fileOf = (name: string, locale: string): GuideFile | undefined =>
	files[`/src/lib/guides/${name}.${locale}.md`];

/** A guide in a language; `missing` says it exists, but not in that language. Null when there is no such guide. */
export function guideIn(name: string, locale: string) {
	const locales = Object.keys(files)
		.filter((file) => file.startsWith(`/src/lib/guides/${name}.`))
		.map((file) => file.split('.').at(-2) ?? '');
	if (!locales.length) return null;
	const file = fileOf(name, locale);
	return { file: file ?? null, locales, missing: !file };
}

/** The guides, in the order of the list: how to stay safe first, then what this place is. */
export const GUIDES = [
	'learn-safely',
	'shared-devices',
	'tor',
	'leaving',
	'pause',
	'limits',
	'privacy',
	'court'
] as const;

/** Name, title and summary of every guide: in the reader's language, or in English where it is not written yet. */
export const guideList = (locale: string) =>
	GUIDES.flatMap((name) => {
		const language = fileOf(name, locale) ? locale : 'en';
		const metadata = fileOf(name, language)?.metadata;
		return metadata ? [{ name, locale: language, title: metadata.title, summary: metadata.summary }] : [];
	});
