import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { days, hours } from '#lib/server/clock.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { KNOWN, session, someone } from '#tests/support/staff.ts';
import { eventsOf } from './events.ts';
import { noticesOf } from './notices.ts';
import { redeem } from './reset-use.ts';
import { cancel, forgetResets, startReset, vouch, waitingReset } from './resets.ts';
import { findSession } from './sessions.ts';
import { signIn } from './signin.ts';
import { accounts, type Role } from './tables.ts';

const FRESH = 'grey boats come home';

describe('a reset by two', () => {
	onBothEngines('resets', (store) => {
		beforeEach(() => {
			vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T10:17:42Z') });
		});
		afterEach(async () => {
			vi.useRealTimers();
			await store().write(async (tx) => {
				await tx.delete(accounts(tx).bucket);
			});
		});

		const wrong = { ok: false, reason: 'code-wrong' };
		const trying = (handle: string, passphrase: string) => ({ handle, passphrase, kind: 'own' }) as const;

		async function started() {
			const [one, two, her] = [
				await someone(store(), 'trainer'),
				await someone(store(), 'administrator'),
				await someone(store())
			];
			const made = await startReset(store(), one.id, her.id);
			if (!made?.ok) throw new Error('no reset was started');
			return { one, two, her, code: made.code };
		}
		async function opened() {
			const found = await started();
			expect(await vouch(store(), found.two.id, found.her.id)).toMatchObject({ ok: true });
			vi.setSystemTime(Date.now() + hours(25));
			return found;
		}

		test('asvs:6.4.6 opens a day after the second vouch; she alone sets the passphrase', async () => {
			const { one, two, her, code } = await started();
			const token = await session(store(), her);
			expect(await redeem(store(), her.handle, code, FRESH)).toEqual(wrong);
			const vouched = await vouch(store(), two.id, her.id);
			if (!vouched?.ok) throw new Error('not vouched');
			expect(vouched.opensAt.getTime() - Date.now()).toBeGreaterThanOrEqual(hours(24));
			expect(vouched.opensAt.getTime() - Date.now()).toBeLessThanOrEqual(hours(25));
			vi.setSystemTime(vouched.opensAt.getTime() - 1);
			expect(await redeem(store(), her.handle, code, FRESH)).toEqual(wrong);
			vi.setSystemTime(vouched.opensAt);
			expect(await redeem(store(), her.handle, code.toUpperCase().replaceAll('-', ' '), FRESH)).toEqual({
				ok: true
			});
			expect(await findSession(store(), token)).toBeNull();
			expect(await signIn(store(), trying(her.handle, KNOWN))).toMatchObject({ reason: 'wrong' });
			expect(await signIn(store(), trying(her.handle, FRESH))).toMatchObject({ ok: true });
			expect((await noticesOf(store(), her.id)).map(({ kind }) => kind)).toEqual(['reset']);
			expect(
				(await eventsOf(store(), her.id)).map(({ kind, actor }) => `${kind} ${actor}`).toSorted()
			).toEqual(['reset-redeemed nobody', 'reset-started staff', 'reset-vouched staff']);
			expect(await waitingReset(store().read, her.id)).toBeNull();
			expect(one.id).not.toBe(two.id);
		});

		test('asvs:6.4.3 the second factor stays and is asked for afterwards', async () => {
			const { her, code } = await opened();
			const { totp } = accounts(store());
			await store().write(async (tx) => {
				await tx.insert(totp).values({ accountId: her.id, secret: 'JBSWY3DPEHPK3PXP', lastStep: 1 });
			});
			expect(await redeem(store(), her.handle, code, FRESH)).toEqual({ ok: true });
			expect(await signIn(store(), trying(her.handle, FRESH))).toMatchObject({ reason: 'second-step' });
		});

		test('asvs:2.3.4 of fifty people with the code one sets a passphrase', async () => {
			const { her, code } = await opened();
			const { bucket } = accounts(store());
			const answers = [];
			// The limit on tries would hide the race: it is emptied between the rounds of four.
			for (let round = 0; round < 13; round++) {
				await store().write(async (tx) => {
					await tx.delete(bucket);
				});
				const four = [0, 1, 2, 3].map((n) => redeem(store(), her.handle, code, `${FRESH} ${round} ${n}`));
				answers.push(...(await Promise.all(four)));
			}
			expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
			expect(answers.filter((answer) => !answer.ok && answer.reason === 'code-wrong')).toHaveLength(51);
		});

		test('one alone cannot do it, however she tries', async () => {
			const { one, her, code } = await started();
			expect(await vouch(store(), one.id, her.id)).toEqual({ ok: false, reason: 'same' });
			expect(await startReset(store(), one.id, her.id)).toEqual({ ok: false, reason: 'waiting' });
			vi.setSystemTime(Date.now() + hours(48));
			expect(await redeem(store(), her.handle, code, FRESH)).toEqual(wrong);
		});

		test('of two who vouch at once one is the second, and the day is counted once', async () => {
			const { two, her } = await started();
			const three = await someone(store(), 'administrator');
			const both = await Promise.all([vouch(store(), two.id, her.id), vouch(store(), three.id, her.id)]);
			expect(both.filter((answer) => answer?.ok)).toHaveLength(1);
			expect(both).toContainEqual({ ok: false, reason: 'vouched' });
		});

		test('the owner says no until the last moment, and the code is worthless', async () => {
			const { her, code } = await opened();
			expect(await waitingReset(store().read, her.id)).toMatchObject({ startedDay: '2026-11-20' });
			expect(await cancel(store(), her.id)).toBe(true);
			expect(await cancel(store(), her.id)).toBe(false);
			expect(await redeem(store(), her.handle, code, FRESH)).toEqual(wrong);
			expect(await signIn(store(), trying(her.handle, KNOWN))).toMatchObject({ ok: true });
			expect((await eventsOf(store(), her.id)).map(({ kind }) => kind)).toContain('reset-cancelled');
		});

		test('staff may stop one; other learners may not', async () => {
			const { two, her } = await started();
			expect(await cancel(store(), her.id, (await someone(store())).id)).toBe(false);
			expect(await waitingReset(store().read, her.id)).not.toBeNull();
			expect(await cancel(store(), her.id, two.id)).toBe(true);
		});

		test('ends after seven days, vouched or not, and leaves no row', async () => {
			const { two, her } = await started();
			vi.setSystemTime(Date.now() + days(7));
			expect(await vouch(store(), two.id, her.id)).toEqual({ ok: false, reason: 'none' });
			expect(await waitingReset(store().read, her.id)).toBeNull();
			const late = await opened();
			vi.setSystemTime(Date.now() + days(6));
			expect(await redeem(store(), late.her.handle, late.code, FRESH)).toEqual(wrong);
			await store().write((tx) => forgetResets(tx));
			expect(await store().read.$count(accounts(store()).reset)).toBe(0);
		});

		test.each<[Role, Role, boolean]>([
			['learner', 'learner', false],
			['trainer', 'learner', true],
			['trainer', 'trainer', true],
			['trainer', 'administrator', false],
			['administrator', 'administrator', true]
		])('may a %s start one for a %s? %s', async (by, whose, may) => {
			const [staff, her] = [await someone(store(), by), await someone(store(), whose)];
			expect((await startReset(store(), staff.id, her.id)) !== null).toBe(may);
			expect(await startReset(store(), her.id, her.id)).toBeNull();
			expect(await startReset(store(), staff.id, 'nobody')).toBeNull();
			expect((await vouch(store(), staff.id, her.id)) !== null).toBe(may);
		});

		test('asvs:6.3.8 wrong names, wrong codes and codes of others get one answer', async () => {
			const { her, code } = await opened();
			const other = await opened();
			const tries: [string, string][] = [
				['no-such-heron', code],
				['', ''],
				[her.handle, 'x'],
				[her.handle, other.code],
				[other.her.handle, code]
			];
			for (const [handle, typed] of tries) expect(await redeem(store(), handle, typed, FRESH)).toEqual(wrong);
			expect(await redeem(store(), her.handle, code, 'short')).toEqual({
				ok: false,
				reason: 'passphrase-short'
			});
		});

		test('the code is 120 random bits, and is itself nowhere in the database', async () => {
			const { code } = await started();
			expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){5}[0-9a-hjkmnp-tv-z]{4}$/);
			const rows = JSON.stringify(await store().read.select().from(accounts(store()).reset));
			expect(rows).not.toContain(code.replaceAll('-', ''));
			expect(rows).not.toContain(code.slice(0, 9));
		});
	});
});
