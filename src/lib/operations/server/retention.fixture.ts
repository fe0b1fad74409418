import { eq } from 'drizzle-orm';
import { accounts } from '#lib/accounts/server/tables.ts';
import { cohorts } from '#lib/cohorts/server/tables.ts';
import { forum } from '#lib/forum/server/tables.ts';
import { learning } from '#lib/learning/server/tables.ts';
import { after, dayOf, days, monthOf } from '#lib/server/clock.ts';
import { newId } from '#lib/server/secrets.ts';
import type { Store } from '#lib/server/store/store.ts';
import { aCohort, aCourse, anAccount, aText } from '#tests/support/cohort-cast.ts';
import type { Kind } from '../held.ts';

/** Long enough that no other row holds it by chance. */
const canary = (kind: Kind, age: string) => `canary-${kind}-${age}-${newId()}`;

/** A row past its time and one that is not, each with a text of its own to look for in the files. */
export interface Pair {
	kind: Kind;
	old: string;
	fresh: string;
}

/** Writes, for every rule that deletes, what it has to delete and what it has to leave. */
export async function plantPairs(store: Store, now: Date): Promise<Pair[]> {
	const pairs: Pair[] = [];
	const both = async (kind: Kind, plant: (text: string, isOld: boolean) => Promise<void>) => {
		const pair = { kind, old: canary(kind, 'old'), fresh: canary(kind, 'new') };
		await plant(pair.old, true);
		await plant(pair.fresh, false);
		pairs.push(pair);
	};
	const a = accounts(store);
	const l = learning(store);
	const f = forum(store);
	const { meeting, membership, cohortCourse } = cohorts(store);
	const me = await anAccount(store);
	const course = await aCourse(store);
	const ago = (n: number) => after(now, -days(n));
	/** One day past a limit, or one day within it. */
	const around = (limit: number, isOld: boolean) => ago(limit + (isOld ? 1 : -1));
	const ended = (isOld: boolean) => after(now, isOld ? -1000 : 60_000);
	const aSession = async (id: string, endsAt: Date) => {
		const life = { kind: 'shared' as const, createdAt: ago(1), idleUntil: endsAt, endsAt };
		await store.write((tx) => tx.insert(a.session).values({ id, accountId: me, secretHash: id, ...life }));
	};
	const group = async (isOld: boolean) =>
		aCohort(store, [], { courseIds: [course.id], endsOn: dayOf(around(90, isOld)) });
	const aThread = async (cohortId: string, text: string, day: string, by: string) => {
		const threadId = newId();
		await store.write(async (tx) => {
			const thread = { id: threadId, cohortId, title: text, locale: 'en', activity: 1, lastNumber: 1 };
			await tx.insert(f.thread).values(thread);
			const post = { id: newId(), threadId, authorId: by, number: 1, idempotencyKey: newId(), locale: 'en' };
			await tx.insert(f.post).values({ ...post, source: text, html: text, day, revision: 1 });
		});
		return threadId;
	};

	await both('session', (text, isOld) => aSession(text, ended(isOld)));
	await both('identity-check', async (text, isOld) => {
		await aSession(text, after(now, days(1)));
		await store.write((tx) => tx.insert(a.identityCheck).values({ sessionId: text, until: ended(isOld) }));
	});
	await both('sign-in-step', async (text, isOld) => {
		const expiresAt = ended(isOld);
		await store.write(async (tx) => {
			await tx.insert(a.challenge).values({ value: text, accountId: me, purpose: 'sign-in', expiresAt });
			const pending = { tokenHash: text, accountId: me, kind: 'shared' as const, deviceId: '', expiresAt };
			await tx.insert(a.pendingSignIn).values(pending);
		});
	});
	await both('device', async (text, isOld) => {
		const row = { id: text, accountId: me, secretHash: text, expiresAt: ended(isOld) };
		await store.write((tx) => tx.insert(a.device).values(row));
	});
	await both('wrong-code', async (text, isOld) => {
		const row = { accountId: me, deviceId: text, day: dayOf(isOld ? ago(2) : now), count: 1 };
		await store.write((tx) => tx.insert(a.wrongCodes).values(row));
	});
	await both('event', async (text, isOld) => {
		const row = { id: text, accountId: me, kind: 'handle-changed' as const, actor: 'owner' as const };
		await store.write((tx) => tx.insert(a.securityEvent).values({ ...row, hour: around(30, isOld) }));
	});
	await both('reset', async (text, isOld) => {
		const accountId = await anAccount(store);
		const row = { id: text, accountId, codeHash: text, startedBy: me, startedDay: dayOf(ago(8)) };
		await store.write((tx) => tx.insert(a.reset).values({ ...row, expiresAt: ended(isOld) }));
	});
	await both('limit', async (text, isOld) => {
		const row = { key: text, level: 0, updatedAt: isOld ? ago(2) : now };
		await store.write((tx) => tx.insert(a.bucket).values(row));
	});
	await both('invitation', async (text, isOld) => {
		const row = { id: text, codeHash: text, role: 'learner' as const, expiresAt: ended(isOld) };
		await store.write(async (tx) => {
			await tx.insert(a.invitation).values(row);
			await tx.insert(a.invitationUse).values({ invitationId: text, day: dayOf(ago(3)) });
		});
	});
	await both('setup', async (text, isOld) => {
		await store.write((tx) => tx.insert(a.setup).values({ tokenHash: text, expiresAt: ended(isOld) }));
	});
	await both('place', async (text, isOld) => {
		// Over because her only group with the course has ended, a month ago and a day, or less.
		const accountId = await anAccount(store);
		const { id: courseId, lessonId } = await aCourse(store, text);
		await aText(store, lessonId, 'en', 'A lesson not done', {});
		const endsOn = dayOf(around(30, isOld));
		const { id: cohortId } = await aCohort(store, [], { courseIds: [courseId], endsOn });
		await store.write(async (tx) => {
			const row = { cohortId, accountId, alias: newId(), aliasKey: newId(), role: 'member' as const };
			await tx.insert(membership).values({ ...row, day: dayOf(ago(60)) });
			await tx.insert(l.place).values({ accountId, courseId, lessonId, day: dayOf(ago(40)) });
		});
	});
	await both('attempt', async (text, isOld) => {
		const row = { id: text, idempotencyKey: text, accountId: me, lessonId: course.lessonId, elementId: text };
		const said = { versionId: '', chosen: [text], right: false, turn: 1, day: dayOf(around(30, isOld)) };
		await store.write((tx) => tx.insert(l.attempt).values({ ...row, ...said }));
	});
	await both('talk', async (text, isOld) => {
		const { id, trainer } = await group(isOld);
		await aThread(id, text, dayOf(ago(100)), trainer);
	});
	await both('quiet-talk', async (text, isOld) => {
		const { id, trainer } = await aCohort(store, []);
		await aThread(id, text, dayOf(around(365, isOld)), trainer);
	});
	await both('membership', async (text, isOld) => {
		const { id: cohortId } = await group(isOld);
		const row = { cohortId, accountId: me, alias: text, aliasKey: text, role: 'member' as const };
		await store.write((tx) => tx.insert(membership).values({ ...row, day: dayOf(ago(200)) }));
	});
	await both('reading-mark', async (text, isOld) => {
		const { id: cohortId, trainer } = await aCohort(store, []);
		const threadId = await aThread(cohortId, 'still talked about', dayOf(now), trainer);
		const accountId = isOld ? await anAccount(store) : trainer;
		await store.write((tx) => tx.insert(f.readingMark).values({ accountId, threadId, number: 1 }));
		// A mark holds no text; who left is found by her account's name.
		await store.write((tx) => tx.update(a.account).set({ handle: text }).where(eq(a.account.id, accountId)));
	});
	await both('meeting', async (text, isOld) => {
		const { id: cohortId } = await aCohort(store, []);
		const when = { startsAt: around(365, isOld), zone: 'UTC', minutes: 60 };
		const row = { id: newId(), cohortId, title: text, ...when, place: text, agenda: text };
		await store.write((tx) => tx.insert(meeting).values(row));
	});
	await both('cohort', async (text, isOld) => {
		const { id: cohortId } = await group(isOld);
		const { cohort } = cohorts(store);
		await store.write((tx) => tx.update(cohort).set({ name: text }).where(eq(cohort.id, cohortId)));
		await store.write((tx) => tx.delete(cohortCourse).where(eq(cohortCourse.cohortId, cohortId)));
	});
	await both('account', async (text, isOld) => {
		const id = await anAccount(store, 'learner', text);
		const activeMonth = monthOf(isOld ? ago(400) : ago(330));
		await store.write((tx) => tx.update(a.account).set({ activeMonth }).where(eq(a.account.id, id)));
	});
	return pairs;
}
