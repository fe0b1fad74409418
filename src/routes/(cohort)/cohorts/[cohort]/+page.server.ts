import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { changeAlias } from '#lib/cohorts/server/aliases.ts';
import { cohort } from '#lib/cohorts/server/cohorts.ts';
import { meetings } from '#lib/cohorts/server/meetings.ts';
import { leave } from '#lib/cohorts/server/memberships.ts';
import { lessonNames } from '#lib/forum/server/prompt-links.ts';
import { threads } from '#lib/forum/server/threads.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { requireAccount } from '#lib/server/account.ts';
import { readForm } from '#lib/server/forms.ts';
import { storeProblem } from '#lib/server/store-problem.ts';
import { here } from '#lib/ui/here.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { store } = locals;
	const { id } = requireAccount(locals);
	const found = await cohort(store, id, params.cohort);
	const page = Number(url.searchParams.get('page') ?? 1);
	const discussion = found && (await threads(store, id, found.id, { page }));
	const planned = found && (await meetings(store, id, found.id));
	if (!found || !discussion || !planned) error(404, 'Not found');
	const lessonIds = discussion.threads.flatMap(({ lessonId }) => lessonId ?? []);
	return {
		cohort: found,
		meetings: planned,
		discussion,
		lessons: await lessonNames(store, lessonIds, getLocale())
	};
};

export const actions: Actions = {
	alias: async ({ locals, params, request }) => {
		const form = await readForm(request, v.strictObject({ alias: v.string() }));
		if (!form.ok) return fail(422, { problems: form.problems, typed: form.typed });
		const typed = form.data;
		const account = requireAccount(locals);
		const changed = await changeAlias(locals.store, account.id, params.cohort, typed.alias).catch(
			storeProblem
		);
		if (!changed) error(404, 'Not found');
		if ('status' in changed) return fail(changed.status, { problems: { '': changed.code }, typed });
		if (!changed.ok) return fail(422, { problems: { alias: `alias-${changed.reason}` }, typed });
		return { renamed: changed.alias };
	},
	leave: async ({ locals, params }) => {
		const left = await leave(locals.store, requireAccount(locals).id, params.cohort);
		if (!left) error(404, 'Not found');
		if (!left.ok) return fail(409, { problems: { '': left.reason }, typed: {} });
		redirect(303, here('/cohorts'));
	}
};
