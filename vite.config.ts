import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { paraglide } from './scripts/paraglide.mjs';
import config from './svelte.config.mjs';

export default defineConfig({
	plugins: [paraglideVitePlugin(paraglide), sveltekit(config)],
	server: { fs: { allow: ['courses'] } }
});
