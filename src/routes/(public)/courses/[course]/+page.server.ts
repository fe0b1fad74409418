import { error, redirect } from '@sveltejs/kit';
import { course } from '#lib/courses/server/catalogue.ts';
import { enrol, leave } from '#lib/learning/server/enrolments.ts';
import { courseProgress } from '#lib/learning/server/progress.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { requireAccount } from '#lib/server/account.ts';
import { dayOf } from '#lib/server/clock.ts';
import { keptPage } from '#lib/server/kept-page.ts';
import { here } from '#lib/ui/here.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const found = await reachable(locals, params.course);
	if (!locals.account) setHeaders(keptPage);
	return {
		course: found,
		progress: locals.account && (await courseProgress(locals.store, locals.account, found)),
		forTrainers: locals.account !== null && locals.account.role !== 'learner',
		today: dayOf(new Date())
	};
};

export const actions: Actions = {
	enrol: async ({ locals, params }) => {
		const account = requireAccount(locals);
		const { id } = await reachable(locals, params.course);
		await enrol(locals.store, account, id);
		redirect(303, here(`/courses/${params.course}`));
	},
	leave: async ({ locals, params }) => {
		const account = requireAccount(locals);
		const { id } = await reachable(locals, params.course);
		await leave(locals.store, account, id);
		redirect(303, here(`/courses/${params.course}`));
	}
};

async function reachable(locals: App.Locals, slug: string) {
	return (await course(locals.store, slug, getLocale())) ?? error(404, 'Not found');
}
