import { catalogue } from '#lib/courses/server/catalogue.ts';
import { myLearning } from '#lib/learning/server/progress.ts';
import { siteSettings } from '#lib/operations/server/site-settings.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { keptPage } from '#lib/server/kept-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	if (!locals.account) {
		setHeaders(keptPage);
		if (!(await siteSettings(locals.store)).isCataloguePublic) return { courses: [], tides: {} };
		return { courses: await catalogue(locals.store, getLocale()), tides: {} };
	}
	const [courses, mine] = await Promise.all([
		catalogue(locals.store, getLocale()),
		myLearning(locals.store, locals.account, getLocale())
	]);
	return { courses, tides: Object.fromEntries(mine.courses.map(({ course, tide }) => [course.id, tide])) };
};
