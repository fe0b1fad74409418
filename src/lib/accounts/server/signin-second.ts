import { and, eq } from 'drizzle-orm';
import { dayOf, minutes } from '#lib/server/clock.ts';
import { returnToken, takeToken, type Limit } from '#lib/server/rate-limits.ts';
import type { Store, Tx } from '#lib/server/store/store.ts';
import { factorsOf } from './factors.ts';
import { authenticationOptions, checkPasskey, type Site } from './passkeys.ts';
import { takeRecoveryCode } from './recovery-codes.ts';
import { letIn, type SignedIn } from './signin.ts';
import { closePending, findPending, type Pending } from './signin-pending.ts';
import { accounts } from './tables.ts';
import { takeTotp } from './totp.ts';

/** Six digits are few: five tries, then one in five minutes, and no more than twenty wrong in a day. */
const TRIES: Limit = { burst: 5, refill: minutes(5) };
const WRONG_IN_A_DAY = 20;

const bucketOf = ({ account, deviceId }: Pending): string =>
	deviceId ? `second-step:device:${deviceId}` : `second-step:${account.id}`;

export interface Ways {
	hasApp: boolean;
	hasCodes: boolean;
	/** For the browser; null when the account has no passkey. */
	passkey: Awaited<ReturnType<typeof authenticationOptions>>;
}

/** How a pending sign-in can be finished, with a fresh challenge; null when it has ended. */
export async function waysToFinish(store: Store, token: string, site: Site): Promise<Ways | null> {
	const pending = await findPending(store.read, token);
	if (!pending) return null;
	const { hasApp, codesLeft } = await factorsOf(store.read, pending.account.id);
	const passkey = await authenticationOptions(store, pending.account.id, site);
	return { hasApp, hasCodes: codesLeft > 0, passkey };
}

export type SecondStep =
	| { way: 'app' | 'recovery'; code: string }
	/** The browser's answer as JSON. */
	| { way: 'passkey'; response: string; site: Site };

export type SecondStepRefusal =
	/** `ended`: begin again with the passphrase. `enough`: no more codes of the app today. */
	{ ok: false; reason: 'ended' | 'wrong' | 'enough' } | { ok: false; reason: 'wait'; retryAfter: number };

/**
 * The second step of signing in. Only here a session begins for somebody who has a second factor.
 *
 * @param token from `signIn`
 */
export async function finishSignIn(
	store: Store,
	token: string,
	step: SecondStep
): Promise<SignedIn | SecondStepRefusal> {
	const pending = await findPending(store.read, token);
	if (!pending) return { ok: false, reason: 'ended' };
	if (step.way === 'passkey') {
		const right = await checkPasskey(store, pending.account.id, step.site, step.response);
		return right ? store.write((tx) => finish(tx, token)) : { ok: false, reason: 'wrong' };
	}
	const { way, code } = step;
	return store.write(async (tx): Promise<SignedIn | SecondStepRefusal> => {
		const still = await findPending(tx, token);
		if (!still) return { ok: false, reason: 'ended' };
		return way === 'app' ? withApp(tx, still, token, code) : withRecoveryCode(tx, still, token, code);
	});
}

async function withApp(
	tx: Tx,
	pending: Pending,
	token: string,
	code: string
): Promise<SignedIn | SecondStepRefusal> {
	if ((await wrongToday(tx, pending)) >= WRONG_IN_A_DAY) return { ok: false, reason: 'enough' };
	const { bucket } = accounts(tx);
	const retryAfter = await takeToken(tx, bucket, bucketOf(pending), TRIES);
	if (retryAfter) return { ok: false, reason: 'wait', retryAfter };
	if (!(await takeTotp(tx, pending.account.id, code))) {
		await countWrong(tx, pending);
		return { ok: false, reason: 'wrong' };
	}
	await returnToken(tx, bucket, bucketOf(pending), TRIES);
	return finish(tx, token);
}

/** A right one cannot be guessed (120 bits), so it is never refused for the wrong ones somebody else sent. */
async function withRecoveryCode(
	tx: Tx,
	pending: Pending,
	token: string,
	code: string
): Promise<SignedIn | SecondStepRefusal> {
	if (await takeRecoveryCode(tx, pending.account.id, code)) return finish(tx, token);
	const retryAfter = await takeToken(tx, accounts(tx).bucket, bucketOf(pending), TRIES);
	return retryAfter ? { ok: false, reason: 'wait', retryAfter } : { ok: false, reason: 'wrong' };
}

async function finish(tx: Tx, token: string): Promise<SignedIn | SecondStepRefusal> {
	const pending = await findPending(tx, token);
	if (!pending || !(await closePending(tx, token))) return { ok: false, reason: 'ended' };
	return letIn(tx, pending.account, pending.kind, pending.deviceId);
}

async function wrongToday(tx: Tx, { account, deviceId }: Pending): Promise<number> {
	const { wrongCodes } = accounts(tx);
	const [row] = await tx
		.select({ day: wrongCodes.day, count: wrongCodes.count })
		.from(wrongCodes)
		.where(and(eq(wrongCodes.accountId, account.id), eq(wrongCodes.deviceId, deviceId)));
	return row?.day === dayOf(new Date()) ? row.count : 0;
}

async function countWrong(tx: Tx, pending: Pending): Promise<void> {
	const { wrongCodes } = accounts(tx);
	const count = (await wrongToday(tx, pending)) + 1;
	const day = dayOf(new Date());
	await tx
		.insert(wrongCodes)
		.values({ accountId: pending.account.id, deviceId: pending.deviceId, day, count })
		.onConflictDoUpdate({ target: [wrongCodes.accountId, wrongCodes.deviceId], set: { day, count } });
}
