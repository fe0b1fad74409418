import { describe, expect, it } from 'vitest';
import { enrolments } from '#lib/learning/server/enrolments.ts';
import { aCohort, aCourse, aMember, anAccount } from '#tests/support/cohort-cast.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { change, cohort, cohortsOf, found } from './cohorts.ts';
import { addCourse, dropCourse } from './courses.ts';

const plan = { name: 'Harbour', kind: 'course', courseIds: [] as string[], endsOn: '', locale: 'en' };

describe('a cohort', () => {
	onBothEngines('founding', (store) => {
		it('makes its founder the trainer, enrolled in its courses', async () => {
			const trainer = await anAccount(store(), 'trainer');
			const course = await aCourse(store());
			const made = await found(store(), trainer, { ...plan, courseIds: [course.id, course.id] });
			expect(made).toMatchObject({ ok: true });
			const id = made?.ok ? made.cohortId : '';
			expect(await cohort(store(), trainer, id)).toMatchObject({
				mine: { role: 'trainer' },
				courses: [{ slug: course.slug }],
				ended: false
			});
			expect(await enrolments(store(), { id: trainer })).toMatchObject([{ courseId: course.id }]);
		});

		it('is not for learners, and not for nobody', async () => {
			for (const account of [await anAccount(store()), 'nobody'])
				expect(await found(store(), account, plan)).toBeNull();
		});

		it('writes nothing when something is wrong', async () => {
			const trainer = await anAccount(store(), 'trainer');
			const wrong: [Partial<typeof plan>, string][] = [
				[{ name: ' ' }, 'name-empty'],
				[{ name: 'x'.repeat(81) }, 'name-long'],
				[{ kind: 'party' }, 'kind'],
				[{ endsOn: '2026-02-30' }, 'day'],
				[{ courseIds: ['no-such-course'] }, 'course']
			];
			for (const [part, reason] of wrong)
				expect(await found(store(), trainer, { ...plan, ...part })).toEqual({ ok: false, reason });
			expect(await cohortsOf(store(), trainer)).toEqual([]);
		});
	});

	onBothEngines('changing', (store) => {
		it('is for its own trainers', async () => {
			const { id, trainer, amina } = await aCohort(store(), ['amina']);
			const other = await aCohort(store(), []);
			const renamed = { name: 'Quay', endsOn: '2030-01-31' };
			for (const stranger of [amina, other.trainer])
				expect(await change(store(), stranger, id, renamed)).toBeNull();
			expect(await cohort(store(), amina, id)).toMatchObject({ name: 'Harbour' });
			expect(await change(store(), trainer, id, renamed)).toEqual({ ok: true });
			expect(await cohort(store(), amina, id)).toMatchObject(renamed);
		});

		it('ends after its last day, not on it', async () => {
			const { id, amina } = await aCohort(store(), ['amina'], { endsOn: '2026-11-21' });
			const on = (day: string) => cohort(store(), amina, id, new Date(`${day}T23:00:00Z`));
			expect(await on('2026-11-21')).toMatchObject({ ended: false });
			expect(await on('2026-11-22')).toMatchObject({ ended: true });
		});

		it('enrols everybody in a course it takes on, those who come later too', async () => {
			const { id, trainer, amina } = await aCohort(store(), ['amina']);
			const course = await aCourse(store());
			expect(await addCourse(store(), amina, id, course.id)).toBeNull();
			expect(await addCourse(store(), trainer, id, 'no-such-course')).toEqual({
				ok: false,
				reason: 'course'
			});
			for (const turn of [1, 2])
				expect([turn, await addCourse(store(), trainer, id, course.id)]).toEqual([turn, { ok: true }]);
			const late = await aMember(store(), id);
			for (const account of [amina, late])
				expect(await enrolments(store(), { id: account })).toMatchObject([{ courseId: course.id }]);
			expect(await dropCourse(store(), amina, id, course.id)).toBeNull();
			expect(await dropCourse(store(), trainer, id, course.id)).toEqual({ ok: true });
			expect((await cohort(store(), amina, id))?.courses).toEqual([]);
			expect(await enrolments(store(), { id: amina })).toMatchObject([{ courseId: course.id }]);
		});
	});
});
