import { hash, verify, type Options } from '@node-rs/argon2';
import { canonicalPassphrase } from './passphrases.ts';

/** OWASP's floor for Argon2id: 19 MiB, two passes, one lane. Argon2id is the library's own default. */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

/** As in every PHC string made with COST; one made with less is made anew at the next sign-in. */
const PREFIX = '$argon2id$v=19$m=19456,t=2,p=1$';

/** Of no passphrase anyone knows: what a sign-in with an unknown handle is checked against. */
const NOBODY = `${PREFIX}kJmvOcVtqVQvFMBWtXoUrQ$9nS9PpEKEsV4XZk6nxbjpXwK4TQkSfL3pJpUf1x2c0Y`;

/** Two at once keeps both cores answering pages; fifty waiting is under a second. Beyond that: come back later. */
const RUNNING = 2;
const WAITING = 50;

/** Seconds a caller should tell people to wait when the queue is full. */
export const BUSY_SECONDS = 5;

let running = 0;
const waiting: (() => void)[] = [];

/** True when one more hash would have to wait for more than fifty others. */
export const isBusy = (): boolean => waiting.length >= WAITING;

async function queued<T>(work: () => Promise<T>): Promise<T | null> {
	if (isBusy()) return null;
	if (running >= RUNNING) await new Promise<void>((turn) => waiting.push(turn));
	else running++;
	try {
		return await work();
	} finally {
		const next = waiting.shift();
		if (next) next();
		else running--;
	}
}

/** The PHC string to store, or null when too many wait: answer 503 with `Retry-After`. */
export const hashPassphrase = (passphrase: string): Promise<string | null> =>
	queued(() => hash(canonicalPassphrase(passphrase), COST));

/**
 * Whether the passphrase is the stored one; null when too many wait. Without a stored hash (nobody has this
 * handle) it does the same work and says no.
 */
export const verifyPassphrase = (stored: string | null, passphrase: string): Promise<boolean | null> =>
	// Longer than any passphrase can be: not worth the time of hashing it whole.
	queued(
		async () =>
			(await verify(stored ?? NOBODY, canonicalPassphrase(passphrase.slice(0, 600)))) && stored !== null
	);

/** True when a hash was made at a lower cost than today's. */
export const isOutdated = (stored: string): boolean => !stored.startsWith(PREFIX);
