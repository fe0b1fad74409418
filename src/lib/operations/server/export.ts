import { eq } from 'drizzle-orm';
import { accountCollectors, countExport, type Collector, type Holding } from '#lib/accounts/server/export.ts';
import { cohorts } from '#lib/cohorts/server/tables.ts';
import { forum } from '#lib/forum/server/tables.ts';
import { learning } from '#lib/learning/server/tables.ts';
import type { Store } from '#lib/server/store/store.ts';

const learningCollectors: Collector[] = [
	{
		table: 'enrolment',
		column: 'account_id',
		collect: (read, me) => {
			const { enrolment } = learning(read);
			const { courseId, day } = enrolment;
			return read.select({ course: courseId, day }).from(enrolment).where(eq(enrolment.accountId, me));
		}
	},
	{
		table: 'attempt',
		column: 'account_id',
		collect: (read, me) => {
			const { attempt } = learning(read);
			const { lessonId, elementId, chosen, right, turn, day } = attempt;
			return read
				.select({ lesson: lessonId, question: elementId, chosen, right, turn, day })
				.from(attempt)
				.where(eq(attempt.accountId, me));
		}
	},
	{
		table: 'completion',
		column: 'account_id',
		collect: (read, me) => {
			const { completion } = learning(read);
			const { lessonId, day } = completion;
			return read.select({ lesson: lessonId, day }).from(completion).where(eq(completion.accountId, me));
		}
	},
	{
		table: 'place',
		column: 'account_id',
		collect: (read, me) => {
			const { place } = learning(read);
			const { courseId, lessonId, day } = place;
			return read
				.select({ course: courseId, lesson: lessonId, day })
				.from(place)
				.where(eq(place.accountId, me));
		}
	}
];

const cohortCollectors: Collector[] = [
	{
		table: 'membership',
		column: 'account_id',
		collect: (read, me) => {
			const { membership, cohort } = cohorts(read);
			const { alias, role, day } = membership;
			return read
				.select({ group: cohort.name, alias, role, day })
				.from(membership)
				.innerJoin(cohort, eq(cohort.id, membership.cohortId))
				.where(eq(membership.accountId, me));
		}
	},
	{
		table: 'cohort',
		column: 'created_by',
		collect: (read, me) => {
			const { cohort } = cohorts(read);
			const { name, kind, endsOn } = cohort;
			return read.select({ group: name, kind, ends: endsOn }).from(cohort).where(eq(cohort.createdBy, me));
		}
	},
	{
		table: 'meeting',
		column: 'created_by',
		collect: async (read, me) => {
			const { meeting } = cohorts(read);
			const rows = await read.select().from(meeting).where(eq(meeting.createdBy, me));
			return rows.map(({ title, startsAt, zone, minutes, place, agenda }) => ({
				title,
				starts: startsAt.toISOString(),
				zone,
				minutes,
				place,
				text: agenda
			}));
		}
	}
];

const forumCollectors: Collector[] = [
	{
		table: 'post',
		column: 'author_id',
		collect: (read, me) => {
			const { post, thread } = forum(read);
			const { source, locale, number, day, editedDay, deletedDay } = post;
			return read
				.select({
					thread: thread.title,
					number,
					text: source,
					language: locale,
					day,
					edited: editedDay,
					deleted: deletedDay
				})
				.from(post)
				.innerJoin(thread, eq(thread.id, post.threadId))
				.where(eq(post.authorId, me));
		}
	},
	{
		table: 'hiding',
		column: 'hidden_by',
		collect: (read, me) => {
			const { hiding } = forum(read);
			const { reason, day } = hiding;
			return read.select({ reason, day }).from(hiding).where(eq(hiding.hiddenBy, me));
		}
	},
	{
		table: 'reading_mark',
		column: 'account_id',
		collect: (read, me) => {
			const { readingMark, thread } = forum(read);
			return read
				.select({ thread: thread.title, number: readingMark.number })
				.from(readingMark)
				.innerJoin(thread, eq(thread.id, readingMark.threadId))
				.where(eq(readingMark.accountId, me));
		}
	}
];

/** Every place in the database that says something about a person, room by room. */
export const COLLECTORS: Collector[] = [
	...accountCollectors,
	...learningCollectors,
	...cohortCollectors,
	...forumCollectors
];

/** What refers to an account and is not in the export, with the reason. */
export const NOT_EXPORTED: Record<string, string> = {
	'challenge.account_id': 'A random number a passkey signs: it lives for minutes and says nothing.',
	'pending_sign_in.account_id': 'A sign-in half done: it lives for minutes and says nothing.'
};

/** Everything Kade holds about a person, read from the database itself. Empty tables are in it too. */
export async function holdingsOf(store: Store, accountId: string): Promise<Holding[]> {
	const holdings: Holding[] = [];
	for (const { table, column, collect } of COLLECTORS)
		holdings.push({ table, column, rows: await collect(store.read, accountId) });
	return holdings;
}

export type Export = { ok: true; holdings: Holding[] } | { ok: false; retryAfter: number };

/** The same for its owner to take away: three times a day, after an identity check. Seconds to wait, if any. */
export async function exportEverything(store: Store, accountId: string): Promise<Export> {
	const retryAfter = await countExport(store, accountId);
	if (retryAfter) return { ok: false, retryAfter };
	return { ok: true, holdings: await holdingsOf(store, accountId) };
}
