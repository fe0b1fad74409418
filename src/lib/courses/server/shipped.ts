import manifest from 'virtual:kade/courses';
import type { Lesson } from '#lib/lesson/tree.ts';
import type { Registry } from '../registry.ts';
import type { Shipped } from './publishing.ts';

/** What a compiled lesson file exports; the lesson bridge puts it there. */
interface Compiled {
	metadata: { hash: string; lesson: Lesson };
}

const compiled = import.meta.glob<Compiled>(['/courses/*/*/*.md', '!/courses/*/*/facilitator.*.md']);
const sources = import.meta.glob<string>('/courses/*/*/*.md', { query: '?raw', import: 'default' });

/** What the app carries in its files. Each text is a chunk of its own, opened only when it is published. */
export const shipped: Shipped = {
	courses: manifest.courses,
	async text(path) {
		const [{ metadata }, source] = await Promise.all([open(compiled, path), open(sources, path)]);
		return { source, lesson: metadata.lesson };
	},
	async guide(path) {
		// With the parser, which nobody needs as long as nothing changed.
		const { readGuide } = await import('../guide-file.ts');
		return readGuide(path.slice(1), await open(sources, path));
	}
};

/** Helpers and words that lessons point to. */
export const registry: Registry = { contacts: manifest.contacts, glossary: manifest.glossary };

function open<T>(files: Record<string, () => Promise<T>>, path: string): Promise<T> {
	const file = files[path];
	if (!file) throw new Error(`${path} is in the manifest but not in the build.`);
	return file();
}
