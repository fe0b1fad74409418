import { m } from '#lib/paraglide/messages.js';
import { doorWords } from './words.ts';

/** The sentence for each thing that can go wrong in a person's own account, by its code. */
export const accountWords = (): Record<string, string> => ({
	...doorWords(),
	wrong: m.account_wrong(),
	wait: m.account_wait(),
	'posts-missing': m.account_delete_posts_missing(),
	'sure-missing': m.account_delete_sure_missing(),
	'last-administrator': m.account_delete_last()
});

/** What happened to her account, in a sentence. */
export const noticeText = (kind: 'recovered' | 'reset'): string =>
	({ recovered: m.account_notice_recovered, reset: m.account_notice_reset })[kind]();

/** What a role lets her do. */
export const roleText = (role: 'learner' | 'trainer' | 'administrator'): string =>
	({
		learner: m.account_role_learner,
		trainer: m.account_role_trainer,
		administrator: m.account_role_administrator
	})[role]();
