import { describe, expect, it } from 'vitest';
import { onBothEngines } from '#tests/support/database.ts';
import { aCohort, aMember, anAccount } from '#tests/support/cohort-cast.ts';
import { cohort, cohortsOf } from './cohorts.ts';
import { leave, people, removeMember } from './memberships.ts';
import { meetings } from './meetings.ts';

describe('the door of a cohort', () => {
	onBothEngines('membership', (store) => {
		it('opens for members and for nobody else', async () => {
			const harbour = await aCohort(store(), ['amina']);
			const elsewhere = await aCohort(store(), []);
			const administrator = await anAccount(store(), 'administrator');
			for (const member of [harbour.amina, harbour.trainer])
				expect(await cohort(store(), member, harbour.id)).toMatchObject({ name: 'Harbour' });
			for (const stranger of [elsewhere.trainer, administrator, 'nobody', '']) {
				expect(await cohort(store(), stranger, harbour.id)).toBeNull();
				expect(await meetings(store(), stranger, harbour.id)).toBeNull();
				expect(await people(store(), stranger, harbour.id)).toBeNull();
				expect(await cohortsOf(store(), stranger)).not.toContainEqual(
					expect.objectContaining({ id: harbour.id })
				);
			}
			expect(await cohort(store(), harbour.amina, 'no-such-cohort')).toBeNull();
		});

		it('asvs:8.2.3 shows members by alias alone', async () => {
			const { id, trainer, amina } = await aCohort(store(), ['amina']);
			const seen = JSON.stringify([await cohort(store(), amina, id), await people(store(), trainer, id)]);
			expect(seen).not.toContain(amina);
			expect(seen).not.toContain(trainer);
			expect(seen).not.toContain('someone-');
		});

		it('names a person differently in each cohort', async () => {
			const one = await aCohort(store(), []);
			const two = await aCohort(store(), []);
			const refs = [await people(store(), one.trainer, one.id), await people(store(), two.trainer, two.id)];
			expect(refs[0]?.[0]?.ref).not.toBe(refs[1]?.[0]?.ref);
		});

		it('asvs:8.3.2 closes at once behind somebody who is taken out', async () => {
			const { id, trainer, amina, malik } = await aCohort(store(), ['amina', 'malik']);
			const alias = (await cohort(store(), malik, id))?.mine.alias;
			const ref = (await people(store(), trainer, id))?.find((person) => person.alias === alias)?.ref ?? '';
			expect(await removeMember(store(), amina, id, ref)).toBeNull();
			expect(await cohort(store(), malik, id)).not.toBeNull();
			expect(await removeMember(store(), trainer, id, ref)).toBe(true);
			expect(await cohort(store(), malik, id)).toBeNull();
			expect(await cohort(store(), amina, id)).not.toBeNull();
			expect(await removeMember(store(), trainer, id, ref)).toBeNull();
		});

		it('lets everybody leave, but not the last trainer while others are there', async () => {
			const { id, trainer, amina } = await aCohort(store(), ['amina']);
			expect(await leave(store(), trainer, id)).toEqual({ ok: false, reason: 'last-trainer' });
			expect(await leave(store(), amina, id)).toEqual({ ok: true });
			expect(await leave(store(), amina, id)).toBeNull();
			expect(await leave(store(), trainer, id)).toEqual({ ok: true });
		});

		it('lets a trainer leave when another stays', async () => {
			const { id, trainer } = await aCohort(store(), ['amina']);
			await aMember(store(), id, 'trainer');
			expect(await leave(store(), trainer, id)).toEqual({ ok: true });
		});
	});
});
