import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { finishSignIn, waysToFinish, type SecondStep } from '#lib/accounts/server/signin-second.ts';
import { readForm } from '#lib/server/forms.ts';
import { here } from '#lib/ui/here.ts';
import { siteAt } from '../../../site.ts';
import { arrive } from '../../arrival.ts';
import { internalPath } from '../next.ts';
import type { Actions, PageServerLoad } from './$types';

const rule = v.strictObject({
	pending: v.pipe(v.string(), v.maxLength(100, 'unexpected')),
	next: v.optional(v.string()),
	app: v.optional(v.string(), ''),
	recovery: v.optional(v.string(), ''),
	response: v.optional(v.string(), '')
});

const STATUS = { ended: 422, wrong: 422, wait: 429, enough: 429 } as const;
const FIELD = { app: 'app', recovery: 'recovery', passkey: '' } as const;

/** Nobody comes here by an address: the second step is an answer to the first. */
export const load: PageServerLoad = ({ request }) => {
	if (request.method === 'GET' || request.method === 'HEAD') redirect(303, here('/sign-in'));
};

async function answerTo(event: RequestEvent, way: SecondStep['way']) {
	const { locals, request, setHeaders, url } = event;
	const site = await siteAt(locals, url);
	const read = await readForm(request, rule);
	const pending = read.ok ? read.data.pending : (read.typed.pending ?? '');
	const next = internalPath(read.ok ? read.data.next : read.typed.next);
	const refused = async (status: number, problems: Record<string, string>) => {
		const ways = await waysToFinish(locals.store, pending, site);
		return fail(status, { second: { pending, ways, next }, problems });
	};
	if (!read.ok) return refused(422, read.problems);
	const { app, recovery, response } = read.data;
	const step: SecondStep =
		way === 'passkey' ? { way, response, site } : { way, code: way === 'app' ? app : recovery };
	if (step.way !== 'passkey' && !step.code.trim()) return refused(422, { [way]: 'empty' });
	const answer = await finishSignIn(locals.store, pending, step);
	if (answer.ok) return arrive(event, answer, next);
	if ('retryAfter' in answer) setHeaders({ 'retry-after': String(answer.retryAfter) });
	const { reason } = answer;
	const code = reason === 'ended' ? reason : `${FIELD[way] || 'passkey'}-${reason}`;
	return refused(STATUS[reason], { [reason === 'ended' ? '' : FIELD[way]]: code });
}

export const actions: Actions = {
	app: (event) => answerTo(event, 'app'),
	recovery: (event) => answerTo(event, 'recovery'),
	passkey: (event) => answerTo(event, 'passkey')
};
