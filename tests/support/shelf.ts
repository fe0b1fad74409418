import type { ManifestCourse, ManifestText } from '#lib/courses/manifest.ts';
import { readGuide } from '#lib/courses/guide-file.ts';
import type { Shipped, Wording } from '#lib/courses/server/publishing.ts';
import { sourceHash } from '#lib/lesson/hash.ts';
import { parseLesson } from '#lib/lesson/parse.ts';

/** Words that say their language, so that a test sees which were used. */
export const wording =
	(rendering = '1'): Wording =>
	(locale) => ({
		rendering,
		words: {
			callout: { tip: `tip ${locale}`, care: 'care', danger: 'danger', story: 'story' },
			table: 'table',
			footnotes: 'notes',
			backToText: 'back',
			contact: (ref) => ref
		}
	});

/** A small lesson with two quizzes, the first of which is enough when `required` says so. */
export function lessonText(
	id: string,
	title: string,
	more: { required?: string; front?: string; body?: string } = {}
) {
	return `---
id: ${id}
title: ${title}
summary: About ${title}.
minutes: 10
objectives: [To know ${title}]
sources: [A book]
reviewed_on: 2026-11-01
review_by: 2027-05-01
completion: { required: [${more.required ?? ''}] }
${more.front ?? ''}
---

Words about ${title}. ${more.body ?? ''}

:::callout{kind="tip"}
A tip.
:::

:::quiz{#q-one}
Which?

- [ ] Not this
  > Because it is not.
- [x] This
  > Because it is.
:::

:::quiz{#q-two kind="multiple"}
Which ones?

- [x] One
- [ ] Two
- [x] Three
:::
`;
}

export const guideText = (title: string): string => `---
title: ${title}
minutes: 90
materials: [Paper]
---

## Steps

Sit in a circle.
`;

/** path → source, as the curriculum's files would be: `/courses/<course>/<nn-lesson>/<file>.md`. */
export type Files = Record<string, string>;

/** One course made from texts in memory. Lessons are numbered in the order of their folders. */
export function shelfOf(files: Files, course: Partial<ManifestCourse['course']> = {}): Shipped {
	const folders = [...new Set(Object.keys(files).map((path) => path.slice(0, path.lastIndexOf('/'))))].sort();
	const texts = { en: { title: 'A course', summary: 'What it is', audience: 'Everyone' } };
	const shown = { id: 'course', slug: '2', order: 1, cover: 'quay', texts, ...course };
	return {
		courses: [
			{
				course: { ...shown, hash: sourceHash(JSON.stringify(shown)) },
				lessons: folders.map((folder, index) => ({
					id: /^id: (.*)$/m.exec(files[`${folder}/en.md`]!)![1]!,
					number: index + 1,
					folder,
					locales: textsIn(files, folder, /^([a-z]+)\.md$/),
					guides: textsIn(files, folder, /^facilitator\.([a-z]+)\.md$/)
				}))
			}
		],
		text: async (path) => ({ source: files[path]!, lesson: parseLesson(files[path]!).lesson }),
		guide: async (path) => readGuide(path, files[path]!)
	};
}

function textsIn(files: Files, folder: string, pattern: RegExp): ManifestText[] {
	return Object.entries(files).flatMap(([path, source]) => {
		if (!path.startsWith(`${folder}/`)) return [];
		const locale = pattern.exec(path.slice(folder.length + 1))?.[1];
		return locale ? [{ locale, hash: sourceHash(source), path }] : [];
	});
}
