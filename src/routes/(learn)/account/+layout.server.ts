import { waitingReset } from '#lib/accounts/server/resets.ts';
import { requireAccount } from '#lib/server/account.ts';
import { dayOf } from '#lib/server/clock.ts';
import type { LayoutServerLoad } from './$types';

/** While two of the staff open this account again, every page of it says so and can stop it. */
export const load: LayoutServerLoad = async ({ locals }) => {
	const waiting = await waitingReset(locals.store.read, requireAccount(locals).id);
	return {
		reset: waiting && {
			startedDay: waiting.startedDay,
			opensDay: waiting.opensAt && dayOf(waiting.opensAt)
		}
	};
};
