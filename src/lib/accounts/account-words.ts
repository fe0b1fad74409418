import { m } from '#lib/paraglide/messages.js';
import { doorWords } from './words.ts';

/** The sentence for each thing that can go wrong in a person's own account, by its code. */
export const accountWords = (): Record<string, string> => ({
	...doorWords(),
	wrong: m.account_wrong(),
	wait: m.account_wait()
});
