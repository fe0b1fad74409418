import path from 'node:path';
import type { Plugin } from 'vite';
import { readManifest } from './manifest.ts';

const NAME = 'virtual:kade/courses';
const RESOLVED = `\0${NAME}`;

/**
 * Gives the manifest of `courses/` to the app as `virtual:kade/courses`. A broken course.yaml or registry
 * stops the build with file, line and sentence; in dev, any change under `courses/` starts the server anew.
 */
export function courseManifest(): Plugin {
	let root = process.cwd();
	return {
		name: 'kade-course-manifest',
		configResolved(config) {
			root = config.root;
		},
		resolveId: (id) => (id === NAME ? RESOLVED : undefined),
		load: (id) => (id === RESOLVED ? `export default ${JSON.stringify(readManifest(root))}` : undefined),
		configureServer(server) {
			const courses = path.join(root, 'courses') + path.sep;
			server.watcher.add(courses);
			// Versions are written into the store when the app starts, so a fresh start is what shows the new text.
			server.watcher.on('all', (_event, file) => {
				if (path.resolve(file).startsWith(courses)) void server.restart();
			});
		}
	};
}
