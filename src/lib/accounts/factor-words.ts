import { m } from '#lib/paraglide/messages.js';

/** The sentence for each thing that can go wrong with a second factor, by its code. */
export const factorWords = (): Record<string, string> => ({
	ended: m.factor_ended(),
	'app-wrong': m.factor_app_wrong(),
	'app-wait': m.factor_app_wait(),
	'app-enough': m.factor_app_enough(),
	'recovery-wrong': m.factor_recovery_wrong(),
	'recovery-wait': m.factor_recovery_wait(),
	'passkey-wrong': m.factor_passkey_wrong(),
	'passkey-refused': m.factor_passkey_refused(),
	'passkey-many': m.factor_passkey_many()
});
