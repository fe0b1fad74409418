import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { days, minutes } from '#lib/server/clock.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { createAccount, type Account } from './accounts.ts';
import { suggestHandle } from './handles.ts';
import { newInvitationCode } from './invitation-codes.ts';
import { findInvitation, invitationsOf, invite, takeInvitation, withdrawInvitation } from './invitations.ts';
import { accounts, type Role } from './tables.ts';

onBothEngines('invitations', (store) => {
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T10:17:42Z') });
	});
	afterEach(async () => {
		vi.useRealTimers();
		await store().write(async (tx) => {
			await tx.delete(accounts(tx).bucket);
		});
	});

	async function person(role: Role): Promise<Account> {
		const wanted = { handle: suggestHandle(), role, locale: 'en', passphraseHash: '-', recoveryHash: '-' };
		return (await store().write((tx) => createAccount(tx, wanted))) as Account;
	}

	const learner = { role: 'learner', cohortId: 'cohort-a', cohortRole: 'member' } as const;

	async function invited(purpose: Parameters<typeof invite>[2] = learner) {
		const made = await invite(store(), await person('administrator'), purpose);
		if (!made) throw new Error('nobody was invited');
		return made;
	}

	test('a code leads to what it was made for, and is itself nowhere in the database', async () => {
		const { code, id } = await invited({ role: 'trainer', cohortId: 'cohort-b', cohortRole: 'host' });
		expect(await findInvitation(store(), code)).toMatchObject({
			ok: true,
			invitation: { id, role: 'trainer', cohortId: 'cohort-b', cohortRole: 'host' }
		});
		const { invitation } = accounts(store());
		const rows = JSON.stringify(await store().read.select().from(invitation));
		expect(rows).not.toContain(code);
		expect(rows).not.toContain(code.replaceAll(' ', ''));
	});

	test.each<[Role, Role, boolean]>([
		['learner', 'learner', false],
		['trainer', 'learner', true],
		['trainer', 'trainer', true],
		['trainer', 'administrator', false],
		['administrator', 'administrator', true]
	])('may a %s invite a %s? %s', async (by, role, may) => {
		const made = await invite(store(), await person(by), { ...learner, role });
		expect(made !== null).toBe(may);
	});

	test('fourteen days later it still opens; after that it says it expired; much later it is gone', async () => {
		const { code, expiresAt } = await invited();
		expect(expiresAt.toISOString()).toBe('2026-12-05T00:00:00.000Z');
		vi.setSystemTime(Date.now() + days(14));
		expect(await findInvitation(store(), code)).toMatchObject({ ok: true });
		vi.setSystemTime(expiresAt);
		expect(await findInvitation(store(), code)).toEqual({ ok: false, reason: 'expired' });
		vi.setSystemTime(Date.now() + days(15));
		await invited();
		expect(await findInvitation(store(), code)).toEqual({ ok: false, reason: 'unknown' });
	});

	test('asvs:2.3.4 of fifty people with one code exactly one gets in', async () => {
		const { code, id } = await invited();
		const answers = await Promise.all(
			Array.from({ length: 50 }, () => store().write((tx) => takeInvitation(tx, id)))
		);
		expect(answers.filter((answer) => answer === null)).toHaveLength(1);
		expect(answers.filter((answer) => answer === 'used')).toHaveLength(49);
		expect(await findInvitation(store(), code)).toEqual({ ok: false, reason: 'used' });
	});

	test('an expired or withdrawn invitation cannot be taken by someone halfway through the form', async () => {
		const late = await invited();
		vi.setSystemTime(late.expiresAt);
		expect(await store().write((tx) => takeInvitation(tx, late.id))).toBe('expired');
		const gone = await invited();
		expect(await withdrawInvitation(store(), 'cohort-a', gone.id)).toBe(true);
		expect(await store().write((tx) => takeInvitation(tx, gone.id))).toBe('unknown');
		expect(await findInvitation(store(), gone.code)).toEqual({ ok: false, reason: 'unknown' });
	});

	test('a cohort lists its own, and withdraws its own open ones only', async () => {
		const mine = { ...learner, cohortId: 'cohort-c' };
		const [open, used, theirs] = [await invited(mine), await invited(mine), await invited()];
		await store().write((tx) => takeInvitation(tx, used.id));
		const listed = await invitationsOf(store(), 'cohort-c');
		expect(Object.fromEntries(listed.map(({ id, usedOn }) => [id, usedOn]))).toEqual({
			[open.id]: null,
			[used.id]: '2026-11-20'
		});
		expect(await withdrawInvitation(store(), 'cohort-c', used.id)).toBe(false);
		expect(await withdrawInvitation(store(), 'cohort-c', theirs.id)).toBe(false);
		expect(await findInvitation(store(), theirs.code)).toMatchObject({ ok: true });
	});

	test('asvs:2.4.1 a hundred wrong codes and everybody waits, briefly; right codes cost nothing', async () => {
		const { code } = await invited();
		for (let i = 0; i < 120; i++) expect(await findInvitation(store(), code)).toMatchObject({ ok: true });
		for (let i = 0; i < 100; i++) {
			expect(await findInvitation(store(), newInvitationCode('digits'))).toEqual({
				ok: false,
				reason: 'unknown'
			});
		}
		expect(await findInvitation(store(), newInvitationCode('digits'))).toEqual({
			ok: false,
			reason: 'wait',
			retryAfter: 1
		});
		expect(await findInvitation(store(), code)).toMatchObject({ ok: false, reason: 'wait' });
		vi.setSystemTime(Date.now() + minutes(1));
		expect(await findInvitation(store(), code)).toMatchObject({ ok: true });
	});
});
