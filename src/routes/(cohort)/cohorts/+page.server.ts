import { isStaff } from '#lib/accounts/server/accounts.ts';
import { cohortsOf } from '#lib/cohorts/server/cohorts.ts';
import { requireAccount } from '#lib/server/account.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const account = requireAccount(locals);
	return { cohorts: await cohortsOf(locals.store, account.id), mayFound: isStaff(account) };
};
