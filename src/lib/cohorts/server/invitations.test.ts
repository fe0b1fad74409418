import { describe, expect, it } from 'vitest';
import { aCohort, anAccount } from '#tests/support/cohort-cast.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { cohort } from './cohorts.ts';
import { joinExisting } from './entrances.ts';
import { invitations, inviteMany, withdraw } from './invitations.ts';

describe('codes for a cohort', () => {
	onBothEngines('invitations', (store) => {
		const trainerOf = (id: string) => ({ id, role: 'trainer' as const });

		it('are made by its trainers, each different, and let people in', async () => {
			const { id, trainer, amina } = await aCohort(store(), ['amina']);
			const other = await aCohort(store(), []);
			for (const stranger of [amina, other.trainer])
				expect(await inviteMany(store(), trainerOf(stranger), id, 'member', 2)).toBeNull();
			const made = await inviteMany(store(), trainerOf(trainer), id, 'mentor', 40);
			const codes = made?.ok ? made.codes : [];
			expect(new Set(codes).size).toBe(40);
			const lena = await anAccount(store());
			expect(await joinExisting(store(), lena, codes[7] ?? '', 'en')).toEqual({ ok: true, cohortId: id });
			expect(await cohort(store(), lena, id)).toMatchObject({ mine: { role: 'mentor' } });
			const spoken = await inviteMany(store(), trainerOf(trainer), id, 'member', 1, 'words');
			const words = (spoken?.ok ? spoken.codes[0] : undefined) ?? '';
			const karim = await anAccount(store());
			expect(await joinExisting(store(), karim, words.toUpperCase(), 'en')).toEqual({
				ok: true,
				cohortId: id
			});
		});

		it('are refused for a role or a number that cannot be', async () => {
			const { id, trainer } = await aCohort(store(), []);
			for (const count of [0, -1, 41, 1.5, NaN])
				expect(await inviteMany(store(), trainerOf(trainer), id, 'member', count)).toEqual({
					ok: false,
					reason: 'count'
				});
			expect(await inviteMany(store(), trainerOf(trainer), id, 'owner', 1)).toEqual({
				ok: false,
				reason: 'role'
			});
			expect(await invitations(store(), trainer, id)).toEqual([]);
		});

		it('are listed without the codes, and worthless once withdrawn', async () => {
			const { id, trainer, amina } = await aCohort(store(), ['amina']);
			const other = await aCohort(store(), []);
			const made = await inviteMany(store(), trainerOf(trainer), id, 'member', 1);
			const code = made?.ok ? made.codes[0]! : '';
			const listed = await invitations(store(), trainer, id);
			expect(JSON.stringify(listed)).not.toContain(code.slice(0, 5));
			const invitation = listed?.[0]?.id ?? '';
			for (const stranger of [amina, other.trainer]) {
				expect(await invitations(store(), stranger, id)).toBeNull();
				expect(await withdraw(store(), stranger, id, invitation)).toBeNull();
			}
			expect(await withdraw(store(), other.trainer, other.id, invitation)).toBeNull();
			expect(await withdraw(store(), trainer, id, invitation)).toBe(true);
			expect(await withdraw(store(), trainer, id, invitation)).toBeNull();
			expect(await joinExisting(store(), await anAccount(store()), code, 'en')).toMatchObject({ ok: false });
		});
	});
});
