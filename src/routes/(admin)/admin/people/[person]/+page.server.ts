import { error, fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { endSessionsOf, person, setRole } from '#lib/accounts/server/administration.ts';
import { SUSPENSION_REASONS } from '#lib/accounts/server/event-tables.ts';
import { cancel, startReset, vouch } from '#lib/accounts/server/resets.ts';
import { restore, suspend } from '#lib/accounts/server/suspension.ts';
import { ROLES } from '#lib/accounts/server/tables.ts';
import { requireAccount } from '#lib/server/account.ts';
import { readForm } from '#lib/server/forms.ts';
import { requireConfirmed } from '../../../../confirmed.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { id } = requireAccount(locals);
	await requireConfirmed(locals, url);
	const found = await person(locals.store, id, params.person);
	if (!found) error(404, 'Not found');
	return { person: found, isOwn: id === found.id };
};

type Done = 'role' | 'suspended' | 'restored' | 'sessions' | 'vouched' | 'cancelled';

/** An act on one person: confirmed, with its form read by a rule. What cannot be done any more says so. */
async function act<R extends v.GenericSchema<Record<string, unknown>, unknown>>(
	{ locals, params, request, url }: RequestEvent,
	rule: R,
	done: Done,
	work: (mine: string, hers: string, data: v.InferOutput<R>) => Promise<boolean>
) {
	const { accountId } = await requireConfirmed(locals, url);
	const read = await readForm(request, rule);
	if (!read.ok) return fail(422, { problem: 'unexpected' });
	const worked = await work(accountId, params['person'] ?? '', read.data);
	return worked ? { done } : fail(409, { problem: 'gone' });
}

const nothing = v.strictObject({});
const roleRule = v.strictObject({ role: v.picklist(ROLES, 'unexpected') });
const reasonRule = v.strictObject({ reason: v.picklist(SUSPENSION_REASONS, 'unexpected') });

export const actions: Actions = {
	role: (event) =>
		act(event, roleRule, 'role', (me, her, { role }) => setRole(event.locals.store, me, her, role)),
	suspend: (event) =>
		act(event, reasonRule, 'suspended', (me, her, { reason }) =>
			suspend(event.locals.store, me, her, reason)
		),
	restore: (event) => act(event, nothing, 'restored', (me, her) => restore(event.locals.store, me, her)),
	sessions: (event) =>
		act(event, nothing, 'sessions', (me, her) => endSessionsOf(event.locals.store, me, her)),
	vouch: (event) =>
		act(
			event,
			nothing,
			'vouched',
			async (me, her) => (await vouch(event.locals.store, me, her))?.ok === true
		),
	cancel: (event) => act(event, nothing, 'cancelled', (me, her) => cancel(event.locals.store, her, me)),
	reset: async ({ locals, params, url }) => {
		const { accountId } = await requireConfirmed(locals, url);
		const started = await startReset(locals.store, accountId, params.person);
		return started?.ok ? { code: started.code } : fail(409, { problem: 'gone' });
	}
};
