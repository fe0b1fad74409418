import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { found } from '#lib/cohorts/server/cohorts.ts';
import { catalogue } from '#lib/courses/server/catalogue.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { requireAccount } from '#lib/server/account.ts';
import { readForm } from '#lib/server/forms.ts';
import { storeProblem } from '#lib/server/store-problem.ts';
import { here } from '#lib/ui/here.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const courses = await catalogue(locals.store, getLocale());
	return { courses: courses.map(({ id, text, original }) => ({ id, text, original })) };
};

const rule = v.strictObject({
	name: v.string(),
	kind: v.optional(v.string(), ''),
	course: v.optional(v.array(v.string()), []),
	ends: v.optional(v.string(), '')
});

/** Which field a refusal belongs to. */
const FIELDS = {
	'name-empty': 'name',
	'name-long': 'name',
	kind: 'kind',
	day: 'ends',
	course: 'course'
} as const;

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const account = requireAccount(locals);
		const form = await readForm(request, rule);
		if (!form.ok) return fail(422, { problems: form.problems, typed: form.typed, chosen: [] as string[] });
		const { name, kind, course, ends } = form.data;
		const typed = { name, kind, ends };
		const plan = { name, kind, courseIds: course, endsOn: ends, locale: getLocale() };
		const made = await found(locals.store, account.id, plan).catch(storeProblem);
		if (made === null) error(404, 'Not found');
		if ('status' in made) return fail(made.status, { problems: { '': made.code }, typed, chosen: course });
		if (!made.ok)
			return fail(422, { problems: { [FIELDS[made.reason]]: made.reason }, typed, chosen: course });
		redirect(303, here(`/cohorts/${made.cohortId}`));
	}
};
