import { randomInt } from 'node:crypto';
import { eq, lt } from 'drizzle-orm';
import { days } from './clock.ts';
import type { Kit } from './store/columns.sqlite.ts';
import type { Reader, Tx } from './store/store.ts';

/** A token bucket: `burst` tries at once, then one more every `refill` milliseconds. */
export interface Limit {
	burst: number;
	refill: number;
}

/** Every limit is full again within this time (`burst * refill`): an older row says nothing and is dropped. */
const LONGEST = days(1);

/** The table of buckets, for the room that keeps it. Rows, so that a second instance changes nothing. */
export const bucketTable = ({ table, str, int, time }: Kit) =>
	table('bucket', {
		/** What is limited and for whom, hashed. */
		key: str('key').primaryKey(),
		/** Thousandths of a token. */
		level: int('level').notNull(),
		updatedAt: time('updated_at').notNull()
	});

export type BucketTable = ReturnType<typeof bucketTable>;

/** What is in the bucket now, in thousandths of a token. A bucket nobody touched is full. */
async function levelOf(on: Reader | Tx, bucket: BucketTable, key: string, { burst, refill }: Limit) {
	const [row] = await on.select().from(bucket).where(eq(bucket.key, key));
	if (!row) return burst * 1000;
	// A clock set back must not empty a bucket further.
	const elapsed = Math.max(0, Date.now() - row.updatedAt.getTime());
	return Math.min(burst * 1000, row.level + Math.floor((elapsed * 1000) / refill));
}

async function setLevel(tx: Tx, bucket: BucketTable, key: string, level: number) {
	const now = new Date();
	await tx
		.insert(bucket)
		.values({ key, level, updatedAt: now })
		.onConflictDoUpdate({ target: bucket.key, set: { level, updatedAt: now } });
	// Now and then is enough: the keys are few, and a full bucket is the same as none.
	if (randomInt(64) === 0)
		await tx.delete(bucket).where(lt(bucket.updatedAt, new Date(Date.now() - LONGEST)));
}

const secondsUntilOne = (level: number, { refill }: Limit) =>
	Math.ceil(((1000 - level) * refill) / 1_000_000);

/**
 * Takes one token.
 *
 * @param key must not hold a person's words in clear: hash them first
 * @returns 0 when there was one, else the whole seconds until there is
 */
export async function takeToken(tx: Tx, bucket: BucketTable, key: string, limit: Limit): Promise<number> {
	const level = await levelOf(tx, bucket, key, limit);
	if (level < 1000) return secondsUntilOne(level, limit);
	await setLevel(tx, bucket, key, level - 1000);
	return 0;
}

/** Puts a token back, when the try turned out to be a good one. */
export async function returnToken(tx: Tx, bucket: BucketTable, key: string, limit: Limit): Promise<void> {
	const level = await levelOf(tx, bucket, key, limit);
	await setLevel(tx, bucket, key, Math.min(limit.burst * 1000, level + 1000));
}

/** As `takeToken`, but only looks: 0 when a token is there, else the seconds until one is. */
export async function timeToWait(
	read: Reader,
	bucket: BucketTable,
	key: string,
	limit: Limit
): Promise<number> {
	const level = await levelOf(read, bucket, key, limit);
	return level < 1000 ? secondsUntilOne(level, limit) : 0;
}
