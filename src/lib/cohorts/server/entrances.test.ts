import { describe, expect, it } from 'vitest';
import { invite } from '#lib/accounts/server/invitations.ts';
import { enrolments } from '#lib/learning/server/enrolments.ts';
import { aCohort, aCourse, anAccount } from '#tests/support/cohort-cast.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { cohort, cohortsOf } from './cohorts.ts';
import { join, joinExisting } from './entrances.ts';

describe('coming in', () => {
	onBothEngines('entrances', (store) => {
		const code = async (trainer: string, cohortId: string | null, cohortRole: string | null = 'member') => {
			const made = await invite(
				store(),
				{ id: trainer, role: 'trainer' },
				{ role: 'learner', cohortId, cohortRole }
			);
			return made?.code ?? '';
		};

		it('with a code makes a member, enrolled in the courses, once', async () => {
			const course = await aCourse(store());
			const { id, trainer } = await aCohort(store(), [], { courseIds: [course.id] });
			const printed = await code(trainer, id, 'host');
			const [amina, malik] = [await anAccount(store()), await anAccount(store())];
			const answers = await Promise.all([amina, malik].map((a) => joinExisting(store(), a, printed, 'en')));
			expect(answers.filter((answer) => answer.ok)).toEqual([{ ok: true, cohortId: id }]);
			expect(answers.filter((answer) => !answer.ok)).toEqual([{ ok: false, reason: 'used' }]);
			const inside = answers[0]?.ok ? amina : malik;
			expect(await cohort(store(), inside, id)).toMatchObject({ mine: { role: 'host' } });
			expect(await enrolments(store(), { id: inside })).toMatchObject([{ courseId: course.id }]);
		});

		it('does not spend a code on a cohort she is in', async () => {
			const { id, trainer, amina } = await aCohort(store(), ['amina']);
			const printed = await code(trainer, id);
			expect(await joinExisting(store(), amina, printed, 'en')).toEqual({ ok: false, reason: 'member' });
			expect(await joinExisting(store(), await anAccount(store()), printed, 'en')).toMatchObject({
				ok: true
			});
		});

		it('tells a wrong code from one that leads to no cohort', async () => {
			const { trainer } = await aCohort(store(), []);
			const amina = await anAccount(store());
			expect(await joinExisting(store(), amina, 'abcde', 'en')).toEqual({ ok: false, reason: 'unknown' });
			for (const printed of [await code(trainer, null, null), await code(trainer, 'a-cohort-that-is-gone')])
				expect(await joinExisting(store(), amina, printed, 'en')).toEqual({ ok: false, reason: 'no-cohort' });
			expect(await cohortsOf(store(), amina)).toEqual([]);
		});

		it('gives no more than membership for a role nobody knows', async () => {
			const { id } = await aCohort(store(), []);
			const amina = await anAccount(store());
			await store().write((tx) => join(tx, amina, { cohortId: id, cohortRole: 'owner' }));
			expect(await cohort(store(), amina, id)).toMatchObject({ mine: { role: 'member' } });
		});

		it('leads into the house alone when the cohort is gone', async () => {
			const amina = await anAccount(store());
			await store().write((tx) => join(tx, amina, { cohortId: 'gone', cohortRole: 'trainer' }));
			expect(await cohortsOf(store(), amina)).toEqual([]);
		});
	});
});
