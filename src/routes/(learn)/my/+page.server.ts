import { cohortsOf } from '#lib/cohorts/server/cohorts.ts';
import { myLearning } from '#lib/learning/server/progress.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { requireAccount } from '#lib/server/account.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const account = requireAccount(locals);
	const [learning, cohorts] = await Promise.all([
		myLearning(locals.store, account, getLocale()),
		cohortsOf(locals.store, account.id)
	]);
	return { ...learning, cohorts };
};
