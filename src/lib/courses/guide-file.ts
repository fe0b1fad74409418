import * as v from 'valibot';
import { splitFrontMatter } from '../lesson/front-matter.ts';
import { parseLesson } from '../lesson/parse.ts';
import type { Lesson } from '../lesson/tree.ts';
import { FileProblem, readYaml, words } from './yaml-file.ts';

const frontSchema = v.strictObject({
	title: words,
	minutes: v.pipe(
		v.number('Write a whole number of minutes.'),
		v.integer('Write a whole number of minutes.'),
		v.minValue(1, 'Write a whole number of minutes.'),
		v.maxValue(1440, 'A session is shorter than a day.')
	),
	materials: v.optional(v.array(words, 'Write a list of what is needed.'), []),
	translation: v.optional(
		v.nullable(
			v.strictObject({
				of: v.pipe(
					v.string('Write the hash of the source.'),
					v.regex(/^[0-9a-f]{16}$/, 'Write the hash of the source.')
				),
				status: v.picklist(['machine', 'reviewed'], 'Write machine or reviewed.')
			})
		),
		null
	)
});

/** A guide for trainers: what it says about itself, and its text in the lesson language. */
export interface GuideFile {
	title: string;
	/** How long a session of it takes. */
	minutes: number;
	materials: string[];
	/** As in a lesson's front matter; null for the source. */
	translation: { of: string; status: 'machine' | 'reviewed' } | null;
	lesson: Lesson;
}

/**
 * Reads `facilitator.<locale>.md`.
 *
 * @throws FileProblem at the first thing that is wrong
 */
export function readGuide(file: string, source: string): GuideFile {
	const { yaml, body } = splitFrontMatter(source.replace(/\r\n?/g, '\n'));
	if (yaml === null)
		throw new FileProblem(file, 1, 'The lines about the guide, between --- and ---, are missing.');
	const front = readYaml(file, `\n${yaml}`, frontSchema);
	const { lesson, problems } = parseLesson(body);
	if (problems[0]) throw new FileProblem(file, problems[0].line, problems[0].message);
	return { ...front, lesson };
}
