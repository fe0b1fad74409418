import { eq, lt } from 'drizzle-orm';
import { dayOf, hours, minutes } from '#lib/server/clock.ts';
import { asFailure, StoreFailure } from '#lib/server/store/failure.ts';
import type { Store } from '#lib/server/store/store.ts';
import { operations } from './tables.ts';

/**
 * Does a job unless it was done today, by this instance or another one. A job that fails is tried again at the
 * next call.
 *
 * @returns whether it was done by this call
 */
export async function oncePerDay(
	store: Store,
	job: string,
	work: () => Promise<unknown>,
	now = new Date()
): Promise<boolean> {
	const day = dayOf(now);
	const { dailyRun } = operations(store);
	const taken = await store.write((tx) =>
		tx
			.insert(dailyRun)
			.values({ job, day })
			.onConflictDoUpdate({ target: dailyRun.job, set: { day }, setWhere: lt(dailyRun.day, day) })
			.returning({ day: dailyRun.day })
	);
	if (!taken.length) return false;
	try {
		await work();
	} catch (error) {
		await store.write((tx) => tx.delete(dailyRun).where(eq(dailyRun.job, job)));
		throw error;
	}
	return true;
}

/** A little after the start, so that the first visitors do not wait for it; then every hour, in case a day began. */
const FIRST = minutes(1);
const AGAIN = hours(1);

/** Keeps a job done once a day for as long as the process lives, without keeping the process alive. */
export function keepDaily(store: Store, job: string, work: () => Promise<unknown>): void {
	const tryOnce = () =>
		oncePerDay(store, job, work).catch((error: unknown) => {
			const failure = asFailure(error);
			// A database that is busy or closing is asked again in an hour; anything else is a bug worth a line.
			if (!(failure instanceof StoreFailure)) console.error(`[${job}]`, error);
		});
	setTimeout(tryOnce, FIRST).unref();
	setInterval(tryOnce, AGAIN).unref();
}
