import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { change, cohort } from '#lib/cohorts/server/cohorts.ts';
import { addCourse, dropCourse } from '#lib/cohorts/server/courses.ts';
import { catalogue } from '#lib/courses/server/catalogue.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { requireAccount } from '#lib/server/account.ts';
import { readForm } from '#lib/server/forms.ts';
import { attempted } from '../post-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const found = await cohort(locals.store, requireAccount(locals).id, params.cohort);
	if (found?.mine.role !== 'trainer') error(404, 'Not found');
	const taken = new Set(found.courses.map(({ id }) => id));
	const courses = await catalogue(locals.store, getLocale());
	const free = courses.filter(({ id }) => !taken.has(id));
	return { cohort: found, free: free.map(({ id, text, original }) => ({ id, text, original })) };
};

const FIELDS = {
	'name-empty': 'name',
	'name-long': 'name',
	kind: 'kind',
	day: 'ends',
	course: 'course'
} as const;
const courseRule = v.strictObject({ course: v.optional(v.string(), '') });

export const actions: Actions = {
	change: async ({ locals, params, request }) => {
		const form = await readForm(request, v.strictObject({ name: v.string(), ends: v.string() }));
		if (!form.ok) return fail(422, { problems: form.problems, typed: form.typed });
		const typed = form.data;
		const { id } = requireAccount(locals);
		const plan = { name: typed.name, endsOn: typed.ends };
		const done = await attempted(change(locals.store, id, params.cohort, plan));
		if (!done) error(404, 'Not found');
		if ('failure' in done) return fail(done.failure.status, { problems: { '': done.failure.code }, typed });
		if (!done.ok) return fail(422, { problems: { [FIELDS[done.reason]]: done.reason }, typed });
		return { saved: true };
	},
	add: async ({ locals, params, request }) => {
		const form = await readForm(request, courseRule);
		if (!form.ok) return fail(422, { problems: form.problems, typed: {} });
		const done = await addCourse(locals.store, requireAccount(locals).id, params.cohort, form.data.course);
		if (!done) error(404, 'Not found');
		if (!done.ok) return fail(422, { problems: { course: done.reason }, typed: {} });
		return { saved: true };
	},
	drop: async ({ locals, params, request }) => {
		const form = await readForm(request, courseRule);
		const { id } = requireAccount(locals);
		const done = form.ok && (await dropCourse(locals.store, id, params.cohort, form.data.course));
		if (!done) error(404, 'Not found');
		return { saved: true };
	}
};
