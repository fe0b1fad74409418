import { catalogue } from '#lib/courses/server/catalogue.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { keptPage } from '#lib/server/kept-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	if (!locals.account) setHeaders(keptPage);
	return { courses: await catalogue(locals.store, getLocale()) };
};
