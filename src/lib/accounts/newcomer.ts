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
}

export interface Step {
	step: 'code' | 'name' | 'phrase';
	values: Newcomer;
	/** Field → code, see `words.ts`. */
	problems: Record<string, string>;
}

export const passphraseOf = ({ use, own, suggested }: Newcomer): string => (use === 'own' ? own : suggested);
