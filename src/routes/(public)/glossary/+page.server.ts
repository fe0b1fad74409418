import { glossaryIn } from '#lib/courses/glossary.ts';
import { registry } from '#lib/courses/server/shipped.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { keptPage } from '#lib/server/kept-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, setHeaders }) => {
	if (!locals.account) setHeaders(keptPage);
	return glossaryIn(registry.glossary, getLocale());
};
