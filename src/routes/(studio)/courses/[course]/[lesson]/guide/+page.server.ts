import { error } from '@sveltejs/kit';
import { guide } from '#lib/courses/server/guides.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const number = /^[1-9]\d{0,3}$/.test(params.lesson) ? Number(params.lesson) : NaN;
	const found = await guide(locals.store, params.course, number, getLocale());
	return { guide: found ?? error(404, 'Not found'), slug: params.course, number };
};
