import adapter from '@sveltejs/adapter-node';
import { mdsvex } from 'mdsvex';
import { lessonBridge } from './src/lib/lesson/mdsvex-bridge.ts';
import { cspDirectives } from './src/lib/server/policy.ts';

/** mdsvex 0.12 still writes the old attribute name, which Svelte 5 warns about. */
const moduleAttribute = {
	name: 'mdsvex-module-attribute',
	/** @param {{ content: string, filename?: string }} input */
	markup: ({ content, filename }) =>
		/\.(md|svx)$/.test(filename ?? '')
			? { code: content.replace('<script context="module">', '<script module>') }
			: undefined
};

/**
 * SvelteKit 3 does not read a configuration file of its own (and refuses to build beside one named
 * `svelte.config.js`): vite.config.ts hands this to the sveltekit() plugin. See docs/decisions/0002.
 * @type {import('@sveltejs/kit/vite').Config}
 */
const config = {
	adapter: adapter({ precompress: true }),
	extensions: ['.svelte', '.md', '.svx'],
	preprocess: [
		mdsvex({
			extensions: ['.md', '.svx'],
			smartypants: false,
			highlight: false,
			layoutPropForwarding: 'runes',
			remarkPlugins: [/** @type {any} */ (lessonBridge)]
		}),
		moduleAttribute
	],
	compilerOptions: {
		runes: ({ filename }) => (filename.split(/[/\\]/).includes('node_modules') ? undefined : true)
	},
	csp: { mode: 'auto', directives: cspDirectives }
};

export default config;
