import { createAccount } from '#lib/accounts/server/accounts.ts';
import type { Role } from '#lib/accounts/server/tables.ts';
import { join } from '#lib/cohorts/server/entrances.ts';
import { found } from '#lib/cohorts/server/cohorts.ts';
import type { CohortRole } from '#lib/cohorts/roles.ts';
import { courses } from '#lib/courses/server/tables.ts';
import { newId, randomWord } from '#lib/server/secrets.ts';
import type { Store } from '#lib/server/store/store.ts';

/** An account without the cost of a passphrase; her id. */
export async function anAccount(store: Store, role: Role = 'learner', handle = `someone-${randomWord(10)}`) {
	const made = await store.write((tx) =>
		createAccount(tx, { handle, role, locale: 'en', passphraseHash: newId(), recoveryHash: newId() })
	);
	if (!made) throw new Error(`The handle ${handle} is taken.`);
	return made.id;
}

/** A course with one lesson and no text. */
export async function aCourse(store: Store, id = `course-${newId()}`) {
	const { course, lesson } = courses(store);
	const slug = newId();
	await store.write(async (tx) => {
		const texts = { en: { title: `About ${slug}`, summary: '', audience: '' } };
		await tx.insert(course).values({ id, slug, position: 1, cover: 'quay', hash: '', texts });
		await tx.insert(lesson).values({ id: `${id}-one`, courseId: id, number: 1 });
	});
	return { id, slug, lessonId: `${id}-one` };
}

/** A cohort with a trainer and as many members as are named; ids by name. */
export async function aCohort<const N extends string>(
	store: Store,
	names: N[],
	{ courseIds = [] as string[], endsOn = '' } = {}
): Promise<{ id: string; trainer: string } & Record<N, string>> {
	const trainer = await anAccount(store, 'trainer');
	const plan = { name: 'Harbour', kind: 'course', courseIds, endsOn, locale: 'en' };
	const made = await found(store, trainer, plan);
	if (!made?.ok) throw new Error('No cohort was founded.');
	const people: Record<string, string> = {};
	for (const name of names) people[name] = await aMember(store, made.cohortId);
	return { id: made.cohortId, trainer, ...(people as Record<N, string>) };
}

/** Somebody new in a cohort; her account id. */
export async function aMember(store: Store, cohortId: string, cohortRole: CohortRole = 'member') {
	const id = await anAccount(store);
	await store.write((tx) => join(tx, id, { cohortId, cohortRole }));
	return id;
}

/** Publishes a text of a lesson: a title, and discussion prompts by element id. */
export async function aText(
	store: Store,
	lessonId: string,
	locale: string,
	title: string,
	prompts: Record<string, string>
) {
	const { lessonVersion, publication } = courses(store);
	const about = { title, summary: '', minutes: 5, objectives: [], sources: [], required: [], outline: [] };
	const undated = { reviewedOn: null, reviewBy: null, contentNote: null };
	const segments = Object.entries(prompts).map(([id, words]) => ({
		block: { type: 'discussion' as const, id, html: `<p>${words}</p>` }
	}));
	const id = newId();
	await store.write(async (tx) => {
		await tx.insert(lessonVersion).values({
			id,
			lessonId,
			locale,
			status: locale === 'en' ? 'original' : 'machine',
			hash: 'hash of the English text',
			follows: locale === 'en' ? null : 'hash of the English text',
			rendering: 'test',
			source: '',
			about: { ...about, ...undated },
			segments,
			answers: {},
			createdDay: '2026-11-21'
		});
		await tx.insert(publication).values({ lessonId, locale, versionId: id, day: '2026-11-21' });
	});
}
