import { randomBytes } from 'node:crypto';
import { and, eq, gt } from 'drizzle-orm';
import { after, hours } from '#lib/server/clock.ts';
import { fingerprint } from '#lib/server/secrets.ts';
import type { Reader, Store, Tx } from '#lib/server/store/store.ts';
import { createAccount, hasStaff, type Account } from './accounts.ts';
import { checkEntry, hashEntry, type Entry, type EntryProblem } from './entry.ts';
import { BUSY_SECONDS } from './hashing.ts';
import { writeUnlessRefused } from './refusal.ts';
import { startSession } from './sessions.ts';
import { accounts } from './tables.ts';

const LIFE = hours(1);

/**
 * Opens the one-time address for the first account, at each start of a place that nobody runs yet. A new one
 * replaces the old.
 *
 * @returns the token for `/setup/<token>`, good for one hour and one use; null when there is staff
 */
export async function openSetup(store: Store): Promise<string | null> {
	const token = randomBytes(24).toString('base64url');
	return store.write(async (tx) => {
		const { setup } = accounts(tx);
		await tx.delete(setup);
		if (await hasStaff(tx)) return null;
		await tx.insert(setup).values({ tokenHash: fingerprint(token), expiresAt: after(new Date(), LIFE) });
		return token;
	});
}

const isOpen = (on: Reader | Tx, token: string) => {
	const { setup } = accounts(on);
	return and(eq(setup.tokenHash, fingerprint(token)), gt(setup.expiresAt, new Date()));
};

/** Whether this address still opens. Used, replaced, expired and invented ones look alike. */
export async function findSetup(store: Store, token: string): Promise<boolean> {
	const { setup } = accounts(store.read);
	const found = await store.read.select().from(setup).where(isOpen(store.read, token));
	return found.length > 0 && !(await hasStaff(store.read));
}

export type SetUp =
	| { ok: true; token: string; account: Account }
	| { ok: false; reason: 'closed' | EntryProblem }
	| { ok: false; reason: 'busy'; retryAfter: number };

/** Makes the first account, an administrator, and closes the address: in one transaction, for one person. */
export async function setUp(store: Store, setupToken: string, entry: Entry): Promise<SetUp> {
	if (!(await findSetup(store, setupToken))) return { ok: false, reason: 'closed' };
	const [problem] = checkEntry(entry);
	if (problem) return { ok: false, reason: problem };
	const hashes = await hashEntry(entry);
	if (!hashes) return { ok: false, reason: 'busy', retryAfter: BUSY_SECONDS };

	const { handle, locale } = entry;
	return writeUnlessRefused<SetUp, SetUp>(store, async (tx, refuse) => {
		const { setup } = accounts(tx);
		const opened = await tx.delete(setup).where(isOpen(tx, setupToken)).returning();
		if (!opened.length || (await hasStaff(tx))) return refuse({ ok: false, reason: 'closed' });
		const account = await createAccount(tx, { handle, locale, role: 'administrator', ...hashes });
		if (!account) return refuse({ ok: false, reason: 'handle-taken' });
		// A machine that sets up a site is rarely a shared one, but it is not known to be safe either.
		return { ok: true, token: await startSession(tx, account, 'shared'), account };
	});
}
