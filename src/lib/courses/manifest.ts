import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { splitFrontMatter } from '../lesson/front-matter.ts';
import { sourceHash } from '../lesson/hash.ts';
import { readCourse, type CourseFile } from './course-file.ts';
import { readGuide } from './guide-file.ts';
import { readContacts, readGlossary, type Registry } from './registry.ts';
import { FileProblem, idWord, readYaml } from './yaml-file.ts';

/** One text of the curriculum: `path` is from the top of the repository and begins with `/`. */
export interface ManifestText {
	locale: string;
	hash: string;
	path: string;
}

export interface ManifestLesson {
	/** The front matter's id, the same in every language. */
	id: string;
	/** From 1. */
	number: number;
	/** Path of the folder, such as `/courses/risk-and-security/01-context-and-actors`. */
	folder: string;
	locales: ManifestText[];
	guides: ManifestText[];
}

export interface ManifestCourse {
	/** `hash` is that of course.yaml. */
	course: Omit<CourseFile, 'lessons'> & { hash: string };
	lessons: ManifestLesson[];
}

export interface Manifest extends Registry {
	courses: ManifestCourse[];
}

const LESSON_FILE = /^([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\.md$/;
const GUIDE_FILE = /^facilitator\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\.md$/;

/**
 * Reads what is in `courses/`: names and hashes only, so that a start with nothing changed opens no lesson.
 *
 * @param root the top of the repository
 * @throws FileProblem with file, line and sentence at the first thing that is wrong
 */
export function readManifest(root: string): Manifest {
	const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
	const folders = readdirSync(path.join(root, 'courses'), { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && entry.name !== 'registry')
		.map((entry) => entry.name)
		.sort();
	const courses = folders.map((folder) => manifestCourse(root, `courses/${folder}`, read));
	unique(courses, ({ course }) => course.id, 'id');
	unique(courses, ({ course }) => course.slug, 'slug');
	unique(
		courses.flatMap(({ lessons }) => lessons),
		({ id }) => id,
		'id'
	);
	return {
		courses: courses.sort((a, b) => a.course.order - b.course.order),
		contacts: readContacts('courses/registry/contacts.yaml', read('courses/registry/contacts.yaml')),
		glossary: readGlossary('courses/registry/glossary.yaml', read('courses/registry/glossary.yaml'))
	};
}

function manifestCourse(root: string, folder: string, read: (file: string) => string): ManifestCourse {
	const file = `${folder}/course.yaml`;
	const text = read(file);
	const { lessons, ...course } = readCourse(file, text);
	const present = readdirSync(path.join(root, folder), { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && entry.name !== 'assets')
		.map((entry) => entry.name);
	const line = (word: string) => text.slice(0, Math.max(0, text.indexOf(word))).split('\n').length;
	for (const name of lessons) {
		if (!present.includes(name))
			throw new FileProblem(file, line(name), `There is no folder “${name}” beside this file.`);
	}
	for (const name of present) {
		if (!lessons.includes(name))
			throw new FileProblem(file, line('lessons:'), `The folder “${name}” is not in the list of lessons.`);
	}
	return {
		course: { ...course, hash: sourceHash(text) },
		lessons: lessons.map((name, index) => manifestLesson(root, `${folder}/${name}`, index + 1, read))
	};
}

function manifestLesson(
	root: string,
	folder: string,
	number: number,
	read: (file: string) => string
): ManifestLesson {
	const names = readdirSync(path.join(root, folder)).sort();
	const texts = (pattern: RegExp): ManifestText[] =>
		names.flatMap((name) => {
			const locale = pattern.exec(name)?.[1];
			return locale
				? [{ locale, hash: sourceHash(read(`${folder}/${name}`)), path: `/${folder}/${name}` }]
				: [];
		});
	const stray = names.find(
		(name) => name.endsWith('.md') && !LESSON_FILE.test(name) && !GUIDE_FILE.test(name)
	);
	if (stray)
		throw new FileProblem(
			`${folder}/${stray}`,
			1,
			'Name this file <language>.md or facilitator.<language>.md.'
		);
	const locales = texts(LESSON_FILE);
	const source = locales.find(({ locale }) => locale === 'en');
	if (!source) throw new FileProblem(`${folder}/en.md`, 1, 'The source text, en.md, is missing.');
	const id = lessonId(source.path.slice(1), read);
	for (const text of locales) {
		const other = lessonId(text.path.slice(1), read);
		if (other !== id) throw new FileProblem(text.path.slice(1), 2, `The id must be “${id}”, as in en.md.`);
	}
	const guides = texts(GUIDE_FILE);
	// mdsvex stops the build for a broken lesson; nobody else looks at the guides.
	for (const guide of guides) readGuide(guide.path.slice(1), read(guide.path.slice(1)));
	return { id, number, folder: `/${folder}`, locales, guides };
}

/** Only the id is read here: everything else in the front matter is the parser's. */
function lessonId(file: string, read: (file: string) => string): string {
	const { yaml } = splitFrontMatter(read(file));
	if (yaml === null)
		throw new FileProblem(file, 1, 'The lines about the lesson, between --- and ---, are missing.');
	// One empty line in place of the first ---, so that line numbers are those of the file.
	return readYaml(file, `\n${yaml}`, v.looseObject({ id: idWord })).id;
}

function unique<T>(items: T[], key: (item: T) => string, word: string) {
	const seen = new Set<string>();
	for (const item of items) {
		if (seen.has(key(item)))
			throw new FileProblem('courses', 1, `The ${word} “${key(item)}” is used twice in the house.`);
		seen.add(key(item));
	}
}
