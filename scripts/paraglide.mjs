import { compile } from '@inlang/paraglide-js';
import { pathToFileURL } from 'node:url';

/**
 * How interface words are compiled: shared by Vite and by checks that run without it.
 * The address alone carries the language, so nothing has to be kept on the device.
 * @type {import('@inlang/paraglide-js').CompilerOptions}
 */
export const paraglide = {
	project: './project.inlang',
	outdir: './src/lib/paraglide',
	strategy: ['url', 'baseLocale'],
	urlPatterns: [
		{
			pattern: '/:path(.*)?',
			localized: ['en', 'nl', 'fr', 'es', 'ru', 'ar'].map((locale) => [locale, `/${locale}/:path(.*)?`])
		}
	],
	isServer: 'import.meta.env.SSR',
	emitReadme: false
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await compile(paraglide);
