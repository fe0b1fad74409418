import { createAccount } from '#lib/accounts/server/accounts.ts';
import { hashPassphrase } from '#lib/accounts/server/hashing.ts';
import { startSession } from '#lib/accounts/server/sessions.ts';
import type { Role } from '#lib/accounts/server/tables.ts';
import { newId, randomWord } from '#lib/server/secrets.ts';
import type { Store } from '#lib/server/store/store.ts';

export const KNOWN = 'slow tide over gravel';
let known: Promise<string | null> | undefined;

/** Somebody who can really sign in, with the passphrase `KNOWN`. */
export async function someone(store: Store, role: Role = 'learner', handle = `someone-${randomWord(10)}`) {
	known ??= hashPassphrase(KNOWN);
	const passphraseHash = (await known) ?? '';
	const made = await store.write((tx) =>
		createAccount(tx, { handle, role, locale: 'en', passphraseHash, recoveryHash: newId() })
	);
	if (!made) throw new Error(`The handle ${handle} is taken.`);
	return made;
}

/** The token of a new session of hers. */
export const session = (store: Store, account: { id: string; role: Role }) =>
	store.write((tx) => startSession(tx, account, 'own'));
