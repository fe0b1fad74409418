import { helpers } from '#lib/courses/helpers.ts';
import { registry } from '#lib/courses/server/shipped.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { dayOf } from '#lib/server/clock.ts';
import { keptPage } from '#lib/server/kept-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, setHeaders }) => {
	if (!locals.account) setHeaders(keptPage);
	return { helpers: helpers(registry.contacts, getLocale()), today: dayOf(new Date()) };
};
