import { describe, expect, it } from 'vitest';
import { aCohort, aMember, anAccount } from '#tests/support/cohort-cast.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { changeAlias, suggestAlias } from './aliases.ts';
import { cohort } from './cohorts.ts';
import { join } from './entrances.ts';

describe('an alias', () => {
	onBothEngines('aliases', (store) => {
		const aliasOf = async (account: string, id: string) => (await cohort(store(), account, id))?.mine.alias;

		it('is one’s own in each cohort', async () => {
			const harbour = await aCohort(store(), ['amina']);
			const quay = await aCohort(store(), []);
			await store().write((tx) => join(tx, harbour.amina, { cohortId: quay.id, cohortRole: 'member' }));
			await changeAlias(store(), harbour.amina, harbour.id, 'Night Heron');
			expect(await aliasOf(harbour.amina, harbour.id)).toBe('Night Heron');
			expect(await aliasOf(harbour.amina, quay.id)).not.toBe('Night Heron');
		});

		it('cannot look like another one in the cohort', async () => {
			const { id, amina, malik } = await aCohort(store(), ['amina', 'malik']);
			await changeAlias(store(), amina, id, 'Pale Heron');
			for (const twin of ['pale-heron', 'PALE  HERÓN', 'Раlе Неrоn', 'Pale\u200bHeron'])
				expect([twin, await changeAlias(store(), malik, id, twin)]).toEqual([
					twin,
					{ ok: false, reason: 'taken' }
				]);
			expect(await changeAlias(store(), amina, id, 'PALE heron')).toMatchObject({ ok: true });
		});

		it('cannot be, or hold, the handle she signs in with', async () => {
			const { id } = await aCohort(store(), []);
			const amina = await anAccount(store(), 'learner', 'teal-heron-482');
			await store().write((tx) => join(tx, amina, { cohortId: id, cohortRole: 'member' }));
			for (const alias of ['Teal Heron 482', 'I am teal-heron-482'])
				expect(await changeAlias(store(), amina, id, alias)).toEqual({ ok: false, reason: 'handle' });
		});

		it('is a word: not nothing, not a page', async () => {
			const { id, amina } = await aCohort(store(), ['amina']);
			for (const alias of ['', ' \u202e ', '!!!'])
				expect(await changeAlias(store(), amina, id, alias)).toEqual({ ok: false, reason: 'empty' });
			expect(await changeAlias(store(), amina, id, 'x'.repeat(31))).toEqual({ ok: false, reason: 'long' });
			expect(await changeAlias(store(), amina, id, 'ليلى 7')).toMatchObject({ ok: true });
		});

		it('is hers to change, in her own cohort', async () => {
			const { id } = await aCohort(store(), []);
			expect(await changeAlias(store(), await anAccount(store()), id, 'Heron')).toBeNull();
		});

		it('goes to one of two who want it at the same moment', async () => {
			const { id, amina, malik } = await aCohort(store(), ['amina', 'malik']);
			const answers = await Promise.all([amina, malik].map((a) => changeAlias(store(), a, id, 'Grey Heron')));
			expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
		});

		it('is suggested free, in the language of the page', async () => {
			const { id } = await aCohort(store(), []);
			const crowd = [];
			for (let i = 0; i < 30; i++) crowd.push(await aMember(store(), id));
			expect(new Set(await Promise.all(crowd.map((a) => aliasOf(a, id)))).size).toBe(30);
			expect(await suggestAlias(store().read, await anAccount(store()), id, 'ar')).toMatch(
				/^\p{Script=Arabic}+ \d+$/u
			);
		});
	});
});
