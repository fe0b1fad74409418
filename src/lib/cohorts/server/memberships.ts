import { and, asc, eq, ne } from 'drizzle-orm';
import { fingerprint } from '#lib/server/secrets.ts';
import type { Reader, Store } from '#lib/server/store/store.ts';
import { cohorts } from './tables.ts';
import type { CohortRole } from '../roles.ts';

export interface Membership {
	cohortId: string;
	alias: string;
	role: CohortRole;
}

/**
 * The one door into a cohort: her membership, or null for everybody who has none, administrators included.
 * Read again at each request and inside each write, so that whoever is removed is out at once.
 */
export async function membership(
	read: Reader,
	accountId: string,
	cohortId: string
): Promise<Membership | null> {
	const { membership: m } = cohorts(read);
	const [row] = await read
		.select({ cohortId: m.cohortId, alias: m.alias, role: m.role })
		.from(m)
		.where(and(eq(m.cohortId, cohortId), eq(m.accountId, accountId)));
	return row ?? null;
}

/** Her membership if she is a trainer of this cohort, else null: to a member what trainers do is not there. */
export async function trainership(
	read: Reader,
	accountId: string,
	cohortId: string
): Promise<Membership | null> {
	const mine = await membership(read, accountId, cohortId);
	return mine?.role === 'trainer' ? mine : null;
}

export interface Person {
	/** Names a member inside this cohort only: trainers of two cohorts cannot compare their people with it. */
	ref: string;
	alias: string;
	role: CohortRole;
	mine: boolean;
}

/** Everybody in the cohort by alias, for its trainers; null for anybody else. No handles, no dates. */
export async function people(store: Store, trainerId: string, cohortId: string): Promise<Person[] | null> {
	if (!(await trainership(store.read, trainerId, cohortId))) return null;
	const { membership: m } = cohorts(store.read);
	const rows = await store.read
		.select({ accountId: m.accountId, alias: m.alias, role: m.role })
		.from(m)
		.where(eq(m.cohortId, cohortId))
		.orderBy(asc(m.aliasKey));
	return rows.map(({ accountId, alias, role }) => ({
		ref: refOf(cohortId, accountId),
		alias,
		role,
		mine: accountId === trainerId
	}));
}

/**
 * A trainer takes a member out. It holds from the next request on; her posts stay, "by a former member".
 * @returns true when she was a member, null when there is nobody to take out or nobody who may.
 */
export function removeMember(
	store: Store,
	trainerId: string,
	cohortId: string,
	ref: string
): Promise<true | null> {
	return store.write(async (tx) => {
		if (!(await trainership(tx, trainerId, cohortId))) return null;
		const { membership: m } = cohorts(tx);
		const others = await tx
			.select({ accountId: m.accountId })
			.from(m)
			.where(and(eq(m.cohortId, cohortId), ne(m.accountId, trainerId)));
		const found = others.find((row) => refOf(cohortId, row.accountId) === ref);
		if (!found) return null;
		await tx.delete(m).where(and(eq(m.cohortId, cohortId), eq(m.accountId, found.accountId)));
		return true;
	});
}

/**
 * Leaves a cohort. Her courses and progress stay hers. The last trainer cannot go while others are there:
 * nobody could take an infiltrator out any more.
 */
export function leave(store: Store, accountId: string, cohortId: string) {
	return store.write(async (tx) => {
		const mine = await membership(tx, accountId, cohortId);
		if (!mine) return null;
		const { membership: m } = cohorts(tx);
		if (mine.role === 'trainer') {
			const others = await tx
				.select({ role: m.role })
				.from(m)
				.where(and(eq(m.cohortId, cohortId), ne(m.accountId, accountId)));
			if (others.length && !others.some((row) => row.role === 'trainer'))
				return { ok: false as const, reason: 'last-trainer' as const };
		}
		await tx.delete(m).where(and(eq(m.cohortId, cohortId), eq(m.accountId, accountId)));
		return { ok: true as const };
	});
}

const refOf = (cohortId: string, accountId: string): string =>
	fingerprint(`${cohortId}/${accountId}`).slice(0, 20);
