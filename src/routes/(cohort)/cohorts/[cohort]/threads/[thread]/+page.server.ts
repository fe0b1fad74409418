import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { cohort } from '#lib/cohorts/server/cohorts.ts';
import { unhide } from '#lib/forum/server/moderation.ts';
import { reply } from '#lib/forum/server/posts.ts';
import { lessonAddress, lessonNames } from '#lib/forum/server/prompt-links.ts';
import { promptThread } from '#lib/forum/server/prompts.ts';
import { markRead } from '#lib/forum/server/reading-marks.ts';
import { erase } from '#lib/forum/server/revisions.ts';
import { thread, type ThreadView } from '#lib/forum/server/thread.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { requireAccount } from '#lib/server/account.ts';
import { readForm } from '#lib/server/forms.ts';
import { newId } from '#lib/server/secrets.ts';
import { here } from '#lib/ui/here.ts';
import { attempted, postAddress, postFields, refusePost } from '../../post-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { id } = requireAccount(locals);
	const asked = url.searchParams.get('page');
	const page = asked === null ? undefined : Number(asked);
	const found = await thread(locals.store, id, params.thread, { page });
	if (!found || found.cohortId !== params.cohort) error(404, 'Not found');
	const within = await cohort(locals.store, id, found.cohortId);
	if (!within) error(404, 'Not found');
	const { members, mine } = within;
	return { thread: found, members, alias: mine.alias, ...(await lessonOf(locals, found)), key: newId() };
};

/** For a prompt's thread: the lesson it belongs to and the question, while the cohort takes the course. */
async function lessonOf(locals: App.Locals, { cohortId, prompt }: ThreadView) {
	if (!prompt) return { lesson: null, question: null };
	const { store } = locals;
	const lesson = (await lessonNames(store, [prompt.lessonId], getLocale())).get(prompt.lessonId) ?? null;
	const address = lesson && lessonAddress(lesson.slug, lesson.number);
	const { id } = requireAccount(locals);
	const question =
		address && (await promptThread(store, id, cohortId, address, prompt.elementId, getLocale()));
	return { lesson, question };
}

const seen = v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'unexpected'), v.transform(Number));
const postRule = v.strictObject({ post: v.string() });

export const actions: Actions = {
	reply: async (event) => {
		const { locals, params, request } = event;
		const form = await readForm(request, v.strictObject({ ...postFields, seen }));
		if (!form.ok) return fail(422, { problems: form.problems, typed: form.typed, seconds: 0 });
		const { text, ...rest } = form.data;
		const wanted = { ...rest, source: text, locale: getLocale() };
		const done = await attempted(reply(locals.store, requireAccount(locals).id, params.thread, wanted));
		if (!done) error(404, 'Not found');
		const typed = { text, key: rest.key, seen: String(rest.seen) };
		if (!done.ok) return refusePost(event, done, typed);
		redirect(303, postAddress(params.cohort, done));
	},
	read: async ({ locals, params, request }) => {
		const form = await readForm(request, v.strictObject({ number: seen }));
		if (!form.ok) error(422, 'Not a number');
		const marked = await markRead(locals.store, requireAccount(locals).id, params.thread, form.data.number);
		if (!marked) error(404, 'Not found');
		redirect(303, here(`/cohorts/${params.cohort}`));
	},
	delete: async ({ locals, params, request }) => {
		const form = await readForm(request, postRule);
		const done = form.ok && (await erase(locals.store, requireAccount(locals).id, form.data.post));
		if (!done) error(404, 'Not found');
		redirect(303, postAddress(params.cohort, done));
	},
	show: async ({ locals, params, request }) => {
		const form = await readForm(request, postRule);
		const done = form.ok && (await unhide(locals.store, requireAccount(locals).id, form.data.post));
		if (!done) error(404, 'Not found');
		redirect(303, postAddress(params.cohort, done));
	}
};
