import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { newRecoveryPhrase, wrongGroups } from '#lib/accounts/server/recovery.ts';
import { renewRecovery } from '#lib/accounts/server/recovery-flow.ts';
import { readForm } from '#lib/server/forms.ts';
import { requireConfirmed } from '../../../confirmed.ts';
import type { Actions, PageServerLoad } from './$types';

const rule = v.strictObject({
	recovery: v.pipe(v.string(), v.nonEmpty('empty')),
	first: v.string(),
	second: v.string()
});

/** `made`: the phrase is on the screen. `asked`: two groups are asked back. `kept`: the old phrase is dead. */
type Stage = 'made' | 'asked' | 'kept';
const at = (stage: Stage, recovery: string, problems: Record<string, string> = {}) => ({
	stage,
	recovery,
	problems
});

export const load: PageServerLoad = async ({ locals, url }) => {
	await requireConfirmed(locals, url);
};

export const actions: Actions = {
	make: async ({ locals, url }) => {
		await requireConfirmed(locals, url);
		return at('made', newRecoveryPhrase());
	},

	ask: async ({ locals, request, url }) => {
		await requireConfirmed(locals, url);
		const read = await readForm(request, v.pick(rule, ['recovery']));
		return read.ok ? at('asked', read.data.recovery) : fail(422, at('made', newRecoveryPhrase()));
	},

	keep: async ({ locals, request, url }) => {
		const { accountId } = await requireConfirmed(locals, url);
		const read = await readForm(request, rule);
		if (!read.ok) return fail(422, at('made', newRecoveryPhrase(), read.problems));
		const { recovery, first, second } = read.data;
		if (wrongGroups(recovery, first, second))
			return fail(422, at('asked', recovery, { first: 'groups-wrong' }));
		if (!(await renewRecovery(locals.store, accountId, recovery)))
			return fail(422, at('made', newRecoveryPhrase(), { '': 'recovery-malformed' }));
		return at('kept', '');
	},

	show: async ({ locals, request, url }) => {
		await requireConfirmed(locals, url);
		const read = await readForm(request, v.object({ recovery: v.string() }));
		return at('made', read.ok ? read.data.recovery : newRecoveryPhrase());
	}
};
