import manifest from 'virtual:kade/courses';

/** Built copies of every course's own files, by path. */
const files = import.meta.glob<string>('/courses/*/assets/*.{svg,png,jpg,webp}', {
	eager: true,
	query: '?url',
	import: 'default'
});

/** The built file behind `/assets/<slug>/<file>`, or null: only what a course really has can be asked for. */
export function courseAsset(slug: string, file: string): string | null {
	const folder = manifest.courses.find(({ course }) => course.slug === slug)?.lessons[0]?.folder;
	return files[`${folder?.slice(0, folder.lastIndexOf('/'))}/assets/${file}`] ?? null;
}
