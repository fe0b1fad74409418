import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { isStaff } from '#lib/accounts/server/accounts.ts';
import { lesson, lessonInCourse, type LessonMissing, type LessonView } from '#lib/courses/server/lessons.ts';
import { answeredVersion, type AnsweredVersion } from '#lib/courses/server/versions.ts';
import { promptLinks } from '#lib/forum/server/prompt-links.ts';
import { attempt, judgeOnly } from '#lib/learning/server/attempts.ts';
import { complete, reopen } from '#lib/learning/server/completions.ts';
import { lessonState } from '#lib/learning/server/lesson-state.ts';
import { progressFrom } from '#lib/learning/server/progress.ts';
import type { QuizResult } from '#lib/lesson/answer-context.ts';
import { readPageState, type PageState } from '#lib/lesson/page-state.ts';
import { resultOf } from '#lib/lesson/results.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { requireAccount } from '#lib/server/account.ts';
import { dayOf } from '#lib/server/clock.ts';
import { readForm } from '#lib/server/forms.ts';
import { keptPage } from '#lib/server/kept-page.ts';
import { newId } from '#lib/server/secrets.ts';
import { isLocale } from '#lib/ui/languages.ts';
import type { Actions, PageServerLoad } from './$types';

type Place = { params: { course: string; lesson: string }; locals: App.Locals; url: URL };

/** The language of the text: the interface's, or another one asked for by `?text=fr`. */
function textLocale(url: URL): string {
	const asked = url.searchParams.get('text');
	return asked && isLocale(asked) ? asked : getLocale();
}

const numberOf = (address: string) => (/^[1-9]\d{0,2}$/.test(address) ? Number(address) : NaN);

/** A lesson that has words in the language asked for; acting on a missing one is a stale page. */
async function findText({ params, locals, url }: Place): Promise<LessonView> {
	const found = await lesson(locals.store, params.course, numberOf(params.lesson), textLocale(url));
	return !found || found.missing ? error(404, 'Not found') : found;
}

/** Everything a `load` or action returns can be fetched by anybody: words for trainers must not be in it. */
function withoutFacilitator<T extends LessonView | LessonMissing>(found: T): T {
	if (found.missing) return found;
	const segments = found.segments.filter((one) => !('block' in one) || one.block.type !== 'facilitator');
	return { ...found, segments };
}

/** Judged here, so that what was not chosen never leaves the server. */
function resultsOf(version: AnsweredVersion | null, chosen: PageState): Record<string, QuizResult> {
	const quizzes = Object.entries(chosen).filter(([element]) =>
		Object.hasOwn(version?.answers ?? {}, element)
	);
	return Object.fromEntries(
		quizzes.map(([element, choices]) => [element, resultOf(version!.answers[element]!, choices)])
	);
}

/**
 * For the renderer alone. SvelteKit writes down what a `load` gives for scripts in the browser, which this page does
 * not have, and that costs as much as rendering does: it looks at enumerable properties only.
 */
function unsent<T extends object>(value: T): T {
	const entries = Object.entries(value).map(([name, value]) => [name, { value }]);
	return Object.defineProperties({} as T, Object.fromEntries(entries));
}

export const load: PageServerLoad = async ({ params, locals, url, setHeaders }) => {
	const { store, account } = locals;
	const number = numberOf(params.lesson);
	const page = await lessonInCourse(store, params.course, number, textLocale(url), getLocale());
	if (!page) error(404, 'Not found');
	if (!account && !url.search) setHeaders(keptPage);
	const { lesson: found, course: outline } = page;
	const [state, discussions, version] = await Promise.all([
		account && lessonState(store, account, found.lesson.id),
		account ? promptLinks(store, account.id, found.lesson.id) : [],
		found.missing ? null : answeredVersion(store, found.version.id)
	]);
	const kept = Object.entries(state?.attempts ?? {}).filter(([, { versionId }]) => versionId === version?.id);
	return {
		lesson: account && isStaff(account) ? found : withoutFacilitator(found),
		outline: unsent(outline),
		progress: state && unsent(progressFrom(outline, state)),
		state,
		discussions,
		results: resultsOf(version, Object.fromEntries(kept.map(([element, { chosen }]) => [element, chosen]))),
		key: account ? newId() : '',
		today: dayOf(new Date())
	};
};

const answerForm = v.strictObject({
	element: v.pipe(v.string(), v.maxLength(64)),
	version: v.pipe(v.string(), v.maxLength(40)),
	key: v.pipe(v.string(), v.maxLength(40)),
	state: v.pipe(v.string(), v.maxLength(4000)),
	choice: v.optional(v.array(v.pipe(v.string(), v.maxLength(64))), [])
});

const walkForm = v.strictObject({
	element: v.pipe(v.string(), v.maxLength(64)),
	state: v.pipe(v.string(), v.maxLength(4000)),
	to: v.pipe(v.string(), v.maxLength(64))
});

/** The same form with another choice is a new answer (somebody went back and chose again), not a resend. */
async function keepAttempt(...[store, account, text, element, choice, key]: Parameters<typeof attempt>) {
	const made = await attempt(store, account, text, element, choice, key);
	if (made.ok || made.reason !== 'key-reused') return made;
	return attempt(store, account, text, element, choice, newId());
}

export const actions: Actions = {
	/** One answer to one quiz. Rendered in place, so that nothing else on the page is cleared. */
	answer: async (event) => {
		const form = await readForm(event.request, answerForm);
		if (!form.ok) return fail(422, { problem: 'unexpected' });
		const { element, choice, key, version } = form.data;
		const found = await findText(event);
		const pageState: PageState = { ...readPageState(form.data.state), [element]: choice };
		const { account, store } = event.locals;
		if (version !== found.version.id) return fail(409, { problem: 'stale', pageState });
		const text = { lessonId: found.lesson.id, versionId: found.version.id };
		const judged = () => judgeOnly(store, text, element, choice);
		const made = account ? await keepAttempt(store, account, text, element, choice, key) : await judged();
		if (!made.ok && made.reason === 'no-such-element') return fail(422, { problem: 'unexpected' });
		const shown = {
			pageState,
			results: resultsOf(await answeredVersion(store, found.version.id), pageState)
		};
		return made.ok ? shown : fail(422, shown);
	},
	/** One step in a scenario: nothing is recorded. */
	walk: async (event) => {
		const form = await readForm(event.request, walkForm);
		if (!form.ok) return fail(422, { problem: 'unexpected' });
		const { element, to } = form.data;
		const pageState = readPageState(form.data.state);
		pageState[element] = to ? [...(pageState[element] ?? []), to] : [];
		const version = await answeredVersion(event.locals.store, (await findText(event)).version.id);
		return { pageState, results: resultsOf(version, pageState) };
	},
	done: async (event) => {
		const found = await findText(event);
		await complete(event.locals.store, requireAccount(event.locals), found.lesson.id);
		redirect(303, `${event.url.pathname}#finish`);
	},
	undo: async (event) => {
		const found = await findText(event);
		await reopen(event.locals.store, requireAccount(event.locals), found.lesson.id);
		redirect(303, `${event.url.pathname}#finish`);
	}
};
