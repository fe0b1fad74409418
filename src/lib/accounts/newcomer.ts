/**
 * What a newcomer's browser carries from step to step, in the forms themselves: the server keeps nothing of a
 * person before she is there.
 */
export interface Newcomer {
	/** Empty at the set-up address, where no invitation is needed. */
	code: string;
	handle: string;
	/** Which passphrase she takes: the suggested one, or `own`. */
	use: 'suggested' | 'own';
	suggested: string;
	own: string;
	/** The recovery phrase on the screen; empty before that step. */
	recovery: string;
	/** The two groups of it that were asked back, as typed. */
	first: string;
	second: string;
}

/** `code` comes before the four steps; `groups` is the second half of `recovery`. */
export type StepName = 'code' | 'name' | 'passphrase' | 'recovery' | 'groups' | 'limits';

export interface Step {
	step: StepName;
	values: Newcomer;
	/** Field → code, see `words.ts`. */
	problems: Record<string, string>;
}

/** Of the four steps a newcomer counts, which one this is; 0 for the code. */
export const stepNumber = (step: StepName): number =>
	({ code: 0, name: 1, passphrase: 2, recovery: 3, groups: 3, limits: 4 })[step];

export const passphraseOf = ({ use, own, suggested }: Newcomer): string => (use === 'own' ? own : suggested);
