import { build, type Plugin } from 'vite';

/**
 * Packages of hundreds of small files, read one by one at every start: bundled, the server starts in a fifth of the
 * time. What holds native code or must be patched in place stays outside.
 */
const MANY_FILES = [
	'drizzle-orm',
	'valibot',
	'yaml',
	'unified',
	'remark-parse',
	'remark-gfm',
	'remark-directive'
];

/**
 * Makes a server that starts fast and small: packages of many files go into the build, and so does the front, as
 * `build/front/`. server.mjs can run the front's sources as they are, but Node's own TypeScript stripper, once
 * loaded, stays in memory: 15 MB that a small machine has better uses for.
 */
export function bundledServer(): Plugin[] {
	return [
		{
			name: 'kade-bundled-packages',
			apply: 'build',
			// Before SvelteKit settles what stays outside.
			enforce: 'pre',
			config: () => ({ ssr: { noExternal: MANY_FILES } })
		},
		{
			name: 'kade-bundled-front',
			apply: 'build',
			// After the adapter, which begins by emptying `build/`.
			enforce: 'post',
			buildApp: { order: 'post', handler: bundleFront }
		}
	];
}

async function bundleFront(): Promise<void> {
	await build({
		configFile: false,
		logLevel: 'warn',
		build: {
			ssr: true,
			outDir: 'build/front',
			rolldownOptions: {
				input: ['src/lib/server/front/front.ts', 'src/lib/server/front/origins.ts'],
				output: { entryFileNames: '[name].js' }
			}
		}
	});
}
