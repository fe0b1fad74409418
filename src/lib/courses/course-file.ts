import * as v from 'valibot';
import type { CourseText } from './server/tables.ts';
import { idWord, localeWord, readYaml, words } from './yaml-file.ts';

const courseSchema = v.strictObject({
	id: idWord,
	/** Neutral, in addresses: a browser history must not tell what was read. */
	slug: v.pipe(
		v.string('Write the slug in quotes, such as "2".'),
		v.regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'A slug is lower-case letters, digits and hyphens.')
	),
	order: v.pipe(
		v.number('Write a whole number.'),
		v.integer('Write a whole number.'),
		v.minValue(1, 'Count from 1.')
	),
	cover: idWord,
	lessons: v.pipe(
		v.array(
			v.pipe(
				v.string('Write a folder name.'),
				v.regex(/^\d\d-[a-z0-9-]+$/, 'A lesson’s folder is named like 01-first-words.')
			),
			'List the folders of the lessons, in order.'
		),
		v.minLength(1, 'A course has at least one lesson.'),
		v.check((folders) => new Set(folders).size === folders.length, 'A folder is listed twice.')
	),
	locales: v.pipe(
		v.record(
			localeWord,
			v.strictObject(
				{ title: words, summary: words, audience: words },
				'Write title, summary and audience only.'
			),
			'Write title, summary and audience by language.'
		),
		v.check((locales) => 'en' in locales, 'The source language, en, is missing.')
	)
});

/** What `course.yaml` says. */
export interface CourseFile {
	id: string;
	slug: string;
	order: number;
	/** Name of the cover symbol. */
	cover: string;
	/** Folders of the lessons, in order. */
	lessons: string[];
	/** locale → words. */
	texts: Record<string, CourseText>;
}

/** @throws FileProblem with file, line and sentence */
export function readCourse(file: string, text: string): CourseFile {
	const { locales, ...course } = readYaml(file, text, courseSchema);
	return { ...course, texts: locales };
}
