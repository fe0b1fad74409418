import { myLearning } from '#lib/learning/server/progress.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { requireAccount } from '#lib/server/account.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	myLearning(locals.store, requireAccount(locals), getLocale());
