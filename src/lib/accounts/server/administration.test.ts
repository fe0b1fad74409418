import { describe, expect, test } from 'vitest';
import { onBothEngines } from '#tests/support/database.ts';
import { KNOWN, session, someone } from '#tests/support/staff.ts';
import { endSessionsOf, people, person, setRole } from './administration.ts';
import { eventsOf } from './events.ts';
import { startReset, waitingReset } from './resets.ts';
import { findSession } from './sessions.ts';
import { signIn } from './signin.ts';
import { restore, suspend } from './suspension.ts';
import { accounts } from './tables.ts';

const trying = (handle: string, passphrase = KNOWN) => ({ handle, passphrase, kind: 'shared' }) as const;

describe('administrators', () => {
	onBothEngines('administration', (store) => {
		const kinds = async (id: string) => (await eventsOf(store(), id)).map(({ kind }) => kind);

		test('asvs:7.4.2 a suspended account is dead at the next request, and opens again when restored', async () => {
			const [admin, her] = [await someone(store(), 'administrator'), await someone(store())];
			const token = await session(store(), her);
			expect(await findSession(store(), token)).not.toBeNull();
			expect(await suspend(store(), admin.id, her.id, 'taken-over')).toBe(true);
			expect(await findSession(store(), token)).toBeNull();
			expect(await suspend(store(), admin.id, her.id, 'other')).toBe(false);
			expect((await person(store(), admin.id, her.id))?.suspension?.reason).toBe('taken-over');

			expect(await restore(store(), admin.id, her.id)).toBe(true);
			expect(await restore(store(), admin.id, her.id)).toBe(false);
			expect(await findSession(store(), token)).toBeNull();
			expect(await signIn(store(), trying(her.handle))).toMatchObject({ ok: true });
			expect((await kinds(her.id)).sort()).toEqual(['restored', 'suspended']);
		});

		test('a session that begins in the same moment as a suspension opens nothing either', async () => {
			const [admin, her] = [await someone(store(), 'administrator'), await someone(store())];
			await suspend(store(), admin.id, her.id, 'other');
			expect(await findSession(store(), await session(store(), her))).toBeNull();
		});

		test('asvs:6.3.8 only the right passphrase is told of a suspension', async () => {
			const [admin, her] = [await someone(store(), 'administrator'), await someone(store())];
			await suspend(store(), admin.id, her.id, 'asked');
			expect(await signIn(store(), trying(her.handle, 'not hers at all'))).toEqual({
				ok: false,
				reason: 'wrong'
			});
			expect(await signIn(store(), trying(her.handle))).toEqual({ ok: false, reason: 'suspended' });
			const { session: sessions } = accounts(store());
			const rows = await store().read.select({ of: sessions.accountId }).from(sessions);
			expect(rows.filter(({ of }) => of === her.id)).toEqual([]);
		});

		test('asvs:7.2.4 another role ends every session, and begins with a new sign-in', async () => {
			const [admin, her] = [await someone(store(), 'administrator'), await someone(store())];
			const tokens = [await session(store(), her), await session(store(), her)];
			expect(await setRole(store(), admin.id, her.id, 'trainer')).toBe(true);
			for (const token of tokens) expect(await findSession(store(), token)).toBeNull();
			expect(await signIn(store(), trying(her.handle))).toMatchObject({ account: { role: 'trainer' } });
			expect(await setRole(store(), admin.id, her.id, 'trainer')).toBe(false);
			expect(await kinds(her.id)).toEqual(['role-changed']);
		});

		test('an administrator ends somebody’s sessions, and only hers', async () => {
			const [admin, her, other] = [
				await someone(store(), 'administrator'),
				await someone(store()),
				await someone(store())
			];
			const [hers, another] = [await session(store(), her), await session(store(), other)];
			expect(await endSessionsOf(store(), admin.id, her.id)).toBe(true);
			expect(await findSession(store(), hers)).toBeNull();
			expect(await findSession(store(), another)).not.toBeNull();
			expect(await kinds(her.id)).toEqual(['sessions-ended']);
		});

		test('asvs:8.2.1 nobody else does any of it, nor an administrator to herself or to nobody', async () => {
			const admin = await someone(store(), 'administrator');
			const her = await someone(store());
			const suspended = await someone(store(), 'administrator');
			await suspend(store(), admin.id, suspended.id, 'other');
			const token = await session(store(), her);
			const unable: [string, string][] = [
				[(await someone(store())).id, her.id],
				[(await someone(store(), 'trainer')).id, her.id],
				[suspended.id, her.id],
				['nobody', her.id],
				[admin.id, admin.id],
				[admin.id, 'nobody']
			];
			for (const [by, whom] of unable) {
				expect(await suspend(store(), by, whom, 'harm')).toBe(false);
				expect(await restore(store(), by, whom)).toBe(false);
				expect(await setRole(store(), by, whom, 'administrator')).toBe(false);
				expect(await endSessionsOf(store(), by, whom)).toBe(false);
			}
			expect(await findSession(store(), token)).toMatchObject({ account: { role: 'learner' } });
			expect(await kinds(her.id)).toEqual([]);
		});

		test('two administrators who take each other’s role at once do not leave the place without one', async () => {
			const [one, two] = [await someone(store(), 'administrator'), await someone(store(), 'administrator')];
			const done = await Promise.all([
				setRole(store(), one.id, two.id, 'learner'),
				setRole(store(), two.id, one.id, 'learner')
			]);
			expect(done.toSorted()).toEqual([false, true]);
		});

		test('what a member of staff began for others ends with the role', async () => {
			const [admin, trainer] = [await someone(store(), 'administrator'), await someone(store(), 'trainer')];
			const [first, second] = [await someone(store()), await someone(store())];
			await startReset(store(), trainer.id, first.id);
			await startReset(store(), admin.id, second.id);
			await setRole(store(), admin.id, trainer.id, 'learner');
			expect(await waitingReset(store().read, first.id)).toBeNull();
			expect(await waitingReset(store().read, second.id)).not.toBeNull();
			expect((await kinds(first.id)).sort()).toEqual(['reset-cancelled', 'reset-started']);
		});

		test('people are found by the beginning of their handle, however it is spelled, page by page', async () => {
			for (let i = 0; i < 45; i++) await someone(store(), 'learner', `zebra-finch-${100 + i}`);
			const first = await people(store(), { search: 'Zebra FINCH', page: 1 });
			expect(first.pages).toBe(2);
			const second = await people(store(), { search: 'zebrafinch', page: 2 });
			const handles = [...first.people, ...second.people].map(({ handle }) => handle);
			expect(new Set(handles).size).toBe(45);
			expect((await people(store(), { search: 'zebra-finch-144', page: 1 })).people).toHaveLength(1);
			for (const search of ['%finch', '_ebra', '%', "' or 1=1 --"].map((typed) => `x${typed}`))
				expect((await people(store(), { search, page: 1 })).people).toEqual([]);
		});
	});
});
