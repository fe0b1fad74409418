import { hasStaff } from '#lib/accounts/server/accounts.ts';
import { invite } from '#lib/accounts/server/invitations.ts';
import { newRecoveryPhrase } from '#lib/accounts/server/recovery.ts';
import { openSetup, setUp } from '#lib/accounts/server/setup.ts';
import { signUp } from '#lib/accounts/server/signup.ts';
import { changeAlias } from '#lib/cohorts/server/aliases.ts';
import { found } from '#lib/cohorts/server/cohorts.ts';
import { join } from '#lib/cohorts/server/entrances.ts';
import { plan } from '#lib/cohorts/server/meetings.ts';
import { lesson } from '#lib/courses/server/lessons.ts';
import { answeredVersion } from '#lib/courses/server/versions.ts';
import { answerPrompt } from '#lib/forum/server/prompts.ts';
import { reply } from '#lib/forum/server/posts.ts';
import { startThread } from '#lib/forum/server/threads.ts';
import { attempt } from '#lib/learning/server/attempts.ts';
import { complete } from '#lib/learning/server/completions.ts';
import { after, dayOf, days } from '#lib/server/clock.ts';
import { newId } from '#lib/server/secrets.ts';
import type { Store } from '#lib/server/store/store.ts';
import { ABOUT_SIGNS, WELCOME } from './conversation.ts';
import { CAST, PASSPHRASE, type Actor } from './people.ts';

/** The course everybody in the demo takes, by its slug. */
const COURSE = '2';

/** A value a demo cannot do without: in an empty store nothing can refuse it. */
function sure<T extends { ok: boolean }>(answer: T | null): Extract<T, { ok: true }> {
	if (!answer?.ok) throw new Error(`The demo could not be laid out: ${JSON.stringify(answer)}`);
	return answer as Extract<T, { ok: true }>;
}

const entry = (actor: Actor) => ({
	handle: CAST[actor].handle,
	locale: CAST[actor].locale,
	passphrase: PASSPHRASE,
	recoveryPhrase: newRecoveryPhrase()
});

/**
 * Fills an empty store with a fictional cohort, its progress and a conversation in three languages, through the
 * same verbs people use. Does nothing when somebody is there already.
 *
 * @returns lines for the console: who can sign in, and how
 */
export async function plantCast(store: Store): Promise<string[]> {
	if (!(await hasStaff(store.read))) await plant(store);
	const handles = Object.values(CAST).map(({ handle, role, locale }) => `  ${handle} (${role}, ${locale})`);
	return [`Demo. Everybody signs in with the passphrase "${PASSPHRASE}":`, ...handles];
}

async function plant(store: Store): Promise<void> {
	const trainer = sure(await setUp(store, (await openSetup(store)) ?? '', entry('trainer'))).account;
	const lessons = await Promise.all([1, 2, 3].map((number) => lesson(store, COURSE, number, 'en')));
	const cohort = sure(
		await found(store, trainer.id, {
			name: 'Spring group',
			kind: 'stay',
			courseIds: [lessons[0]?.course.id ?? ''],
			endsOn: dayOf(after(new Date(), days(90))),
			locale: 'en'
		})
	).cohortId;
	const ids: Record<string, string> = { trainer: trainer.id };
	for (const actor of ['amal', 'irina', 'celeste', 'host'] as const) {
		const purpose = { role: 'learner' as const, cohortId: cohort, cohortRole: CAST[actor].role };
		const { code } = (await invite(store, trainer, purpose)) ?? { code: '' };
		const locale = CAST[actor].locale;
		const joined = await signUp(store, { code, ...entry(actor) }, (tx, id, invitation) =>
			join(tx, id, invitation, locale)
		);
		ids[actor] = sure(joined).account.id;
	}
	for (const actor of Object.keys(CAST) as Actor[])
		sure(await changeAlias(store, ids[actor] ?? '', cohort, CAST[actor].alias));

	await talk(store, cohort, ids);
	await meet(store, cohort, trainer.id);
	const [first, second] = lessons;
	if (first) {
		await complete(store, { id: ids['amal'] ?? '' }, first.lesson.id);
		await complete(store, { id: ids['irina'] ?? '' }, first.lesson.id);
	}
	if (second) {
		await complete(store, { id: ids['irina'] ?? '' }, second.lesson.id);
		await tryOnce(store, ids['amal'] ?? '', 'ar');
	}
}

async function talk(store: Store, cohort: string, ids: Record<string, string>): Promise<void> {
	const post = ({ by, source }: { by: Actor; source: string }) => ({
		id: ids[by] ?? '',
		typed: { source, locale: CAST[by].locale, key: newId() }
	});
	const [opening, ...answers] = WELCOME.posts;
	const first = post(opening);
	const welcome = sure(await startThread(store, first.id, cohort, { title: WELCOME.title, ...first.typed }));
	for (const [i, said] of answers.entries()) {
		const { id, typed } = post(said);
		sure(await reply(store, id, welcome.threadId, { ...typed, seen: i + 1 }));
	}
	const [asked, ...more] = ABOUT_SIGNS;
	const start = post(asked);
	const thread = sure(await answerPrompt(store, start.id, cohort, `${COURSE}.2`, 'd-signs', start.typed));
	for (const [i, said] of more.entries()) {
		const { id, typed } = post(said);
		sure(await reply(store, id, thread.threadId, { ...typed, seen: i + 1 }));
	}
}

async function meet(store: Store, cohort: string, trainerId: string): Promise<void> {
	sure(
		await plan(store, trainerId, cohort, {
			title: 'Threats and warning signs, together',
			day: dayOf(after(new Date(), days(7))),
			time: '10:00',
			zone: 'Europe/Amsterdam',
			minutes: '90',
			place: 'The room with the green door',
			agenda:
				'1. How was the week?\n2. Two signs each\n3. Who do we call the same day?\n\nPlease bring your log, or only your memory.',
			locale: 'en'
		})
	);
}

/** One wrong answer, so that a page with feedback can be seen. */
async function tryOnce(store: Store, accountId: string, locale: string): Promise<void> {
	const text = await lesson(store, COURSE, 2, locale);
	if (!text || text.missing) return;
	const version = await answeredVersion(store, text.version.id);
	const [element, answers] = Object.entries(version?.answers ?? {})[0] ?? [];
	const wrong = answers?.choices.find((choice) => !answers.right.includes(choice));
	if (element && wrong)
		await attempt(
			store,
			{ id: accountId },
			{ lessonId: text.lesson.id, versionId: text.version.id },
			element,
			[wrong],
			newId()
		);
}
