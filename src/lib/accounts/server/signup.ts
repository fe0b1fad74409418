import type { Store, Tx } from '#lib/server/store/store.ts';
import { createAccount, type Account } from './accounts.ts';
import { checkEntry, hashEntry, type Entry, type EntryProblem } from './entry.ts';
import { BUSY_SECONDS } from './hashing.ts';
import { findInvitation, takeInvitation, type Invitation } from './invitations.ts';
import { writeUnlessRefused } from './refusal.ts';
import { startSession } from './sessions.ts';
import type { SessionKind } from './tables.ts';

export type SignUpRefusal =
	| { ok: false; reason: 'code-unknown' | 'code-expired' | 'code-used' | EntryProblem }
	| { ok: false; reason: 'code-wait' | 'busy'; retryAfter: number };

export type SignUp<T> = { ok: true; token: string; account: Account; joined: T } | SignUpRefusal;

/**
 * Turns an invitation into an account, a place where it leads, and a session: all of it or nothing.
 *
 * @param join the next room's step, inside the same transaction; a throw undoes everything
 */
export async function signUp<T>(
	store: Store,
	wanted: Entry & { code: string; kind?: SessionKind },
	join: (tx: Tx, accountId: string, invitation: Invitation) => Promise<T>
): Promise<SignUp<T>> {
	const found = await findInvitation(store, wanted.code);
	if (!found.ok) {
		return found.reason === 'wait'
			? { ...found, reason: 'code-wait' }
			: { ok: false, reason: `code-${found.reason}` };
	}
	const [problem] = checkEntry(wanted);
	if (problem) return { ok: false, reason: problem };
	const hashes = await hashEntry(wanted);
	if (!hashes) return { ok: false, reason: 'busy', retryAfter: BUSY_SECONDS };

	const { invitation } = found;
	const { handle, locale, kind = 'shared' } = wanted;
	return writeUnlessRefused<SignUp<T>, SignUpRefusal>(store, async (tx, refuse) => {
		const gone = await takeInvitation(tx, invitation.id);
		if (gone) return refuse({ ok: false, reason: `code-${gone}` });
		const account = await createAccount(tx, { handle, locale, role: invitation.role, ...hashes });
		if (!account) return refuse({ ok: false, reason: 'handle-taken' });
		const joined = await join(tx, account.id, invitation);
		return { ok: true, token: await startSession(tx, account, kind), account, joined };
	});
}
