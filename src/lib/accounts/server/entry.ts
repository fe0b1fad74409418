import { checkHandle, type HandleProblem } from './handles.ts';
import { hashPassphrase } from './hashing.ts';
import { checkPassphrase, type PassphraseProblem } from './passphrases.ts';
import { recoveryHash } from './recovery.ts';

/** What someone types to become an account. */
export interface Entry {
	handle: string;
	passphrase: string;
	recoveryPhrase: string;
	locale: string;
}

export type EntryProblem =
	`handle-${HandleProblem}` | `passphrase-${PassphraseProblem}` | 'recovery-malformed';

/** Everything wrong with an entry, in the order of the form; the database is not asked. */
export function checkEntry({ handle, passphrase, recoveryPhrase }: Entry): EntryProblem[] {
	const name = checkHandle(handle);
	const phrase = checkPassphrase(passphrase, handle);
	return [
		...(name ? [`handle-${name}` as const] : []),
		...(phrase ? [`passphrase-${phrase}` as const] : []),
		...(recoveryHash(recoveryPhrase) ? [] : ['recovery-malformed' as const])
	];
}

/** The two hashes of an entry that was checked, made before any transaction is opened; null when too many wait. */
export async function hashEntry(
	entry: Entry
): Promise<{ passphraseHash: string; recoveryHash: string } | null> {
	const recovery = recoveryHash(entry.recoveryPhrase);
	if (!recovery) throw new Error('hashEntry before checkEntry');
	const passphraseHash = await hashPassphrase(entry.passphrase);
	return passphraseHash === null ? null : { passphraseHash, recoveryHash: recovery };
}
