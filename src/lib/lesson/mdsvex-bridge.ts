/**
 * A mdsvex remark plugin for the files under `courses/`. mdsvex reads Markdown with an older parser that
 * knows no directives, so its tree is thrown away and the source is read by `parseLesson`. A problem in a
 * lesson stops the build, with file, line and sentence.
 *
 * The compiled file exports `metadata = { hash, lesson }` and a component that shows nothing:
 * `hash` is `sourceHash` of the file, `lesson` the tree with its `meta`. It holds the right answers, so
 * it is for the server only.
 */
import { sourceHash } from './hash.ts';
import { parseLesson } from './parse.ts';

interface Options {
	/** Which files are lessons; by default every `.md` under a folder `courses` but the facilitators' guides. */
	include?: (filename: string) => boolean;
}

interface File {
	/** The whole source, front matter included. */
	contents: unknown;
	filename?: string;
	data: { fm?: unknown };
}

const isLesson = (filename: string) =>
	/(^|[\\/])courses[\\/].*\.md$/.test(filename) && !/[\\/]facilitator\.[^\\/]*$/.test(filename);

export function lessonBridge({ include = isLesson }: Options = {}) {
	return (tree: { children: unknown[] }, file: File): void => {
		const filename = file.filename ?? '';
		if (!include(filename)) return;
		const source = String(file.contents);
		const { lesson, problems } = parseLesson(source);
		const lines = problems.map((one) => `${filename}:${one.line}:${one.column} ${one.message}`);
		if (!lesson.meta && !problems.length) {
			lines.push(`${filename}:1:1 A lesson begins with its id, title and summary between two lines of ---.`);
		}
		if (lines.length) throw new Error(lines.join('\n'));
		file.data.fm = { hash: sourceHash(source), lesson };
		tree.children = [];
	};
}
