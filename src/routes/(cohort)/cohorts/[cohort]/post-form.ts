import { fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Refused, Written } from '#lib/forum/server/posts.ts';
import type { Typed } from '#lib/server/forms.ts';
import { storeProblem } from '#lib/server/store-problem.ts';
import { here } from '#lib/ui/here.ts';

/** What every form that writes a post sends. */
export const postFields = {
	text: v.string(),
	key: v.pipe(v.string(), v.regex(/^[0-9a-z]{16}$/, 'unexpected'))
};

/** Runs a verb that writes; a database that cannot take it becomes a value, so that the page keeps the words. */
export const attempted = <T>(work: Promise<T>) =>
	work.catch((caught: unknown) => ({ ok: false as const, failure: storeProblem(caught) }));

type Failed = { ok: false; failure: ReturnType<typeof storeProblem> };
type Reason = Refused | { ok: false; reason: 'title-empty' | 'title-long' };

/** The page again, with the sentence beside its field and every word as typed. */
export function refusePost({ setHeaders }: RequestEvent, refused: Reason | Failed, typed: Typed) {
	const answer = (status: number, problems: Record<string, string>, seconds = 0) =>
		fail(status, { problems, typed, seconds });
	if ('failure' in refused) return answer(refused.failure.status, { '': refused.failure.code });
	switch (refused.reason) {
		case 'slow':
			setHeaders({ 'retry-after': String(refused.seconds) });
			return answer(429, { '': 'slow' }, refused.seconds);
		case 'closed':
			return answer(409, { '': 'closed' });
		case 'title-empty':
		case 'title-long':
			return answer(422, { title: refused.reason });
		default:
			return answer(422, { text: refused.reason });
	}
}

/** Where a post stands: its thread, its page, its number. */
export const postAddress = (cohortId: string, { threadId, page, number }: Omit<Written, 'ok' | 'postId'>) =>
	here(`/cohorts/${cohortId}/threads/${threadId}?page=${page}#post-${number}`);
