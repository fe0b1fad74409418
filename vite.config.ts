import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { paraglide } from './scripts/paraglide.mjs';
import { cssOptions } from './scripts/css.mjs';
import { courseManifest } from './src/lib/courses/vite-plugin.ts';
import { bundledServer } from './src/lib/server/front/vite-plugin.ts';
import config from './svelte.config.mjs';

export default defineConfig({
	plugins: [paraglideVitePlugin(paraglide), courseManifest(), bundledServer(), sveltekit(config)],
	css: cssOptions,
	build: { cssMinify: 'lightningcss', assetsInlineLimit: 0 },
	server: { fs: { allow: ['courses'] } }
});
