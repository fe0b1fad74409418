import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { days, hours } from '#lib/server/clock.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { someone } from '#tests/support/staff.ts';
import { deleteAccount } from './deletion.ts';
import { auditTrail, eventsOf, forgetEvents, record, type EventKind } from './events.ts';
import { accounts } from './tables.ts';

onBothEngines('the audit trail', (store) => {
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T10:17:42Z') });
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	const note = (kind: EventKind, accountId: string, byId: string | null) =>
		store().write((tx) => record(tx, { kind, accountId, byId }));

	test('says what, whose, which hour and who, and holds nothing else', async () => {
		const [her, staff] = [await someone(store()), await someone(store(), 'administrator')];
		await note('passphrase-changed', her.id, her.id);
		await note('reset-redeemed', her.id, null);
		vi.setSystemTime(Date.now() + hours(2));
		await note('suspended', her.id, staff.id);
		const mine = await eventsOf(store(), her.id);
		expect(mine[0]).toMatchObject({ kind: 'suspended', actor: 'staff', hour: new Date('2026-11-20T12:00Z') });
		expect(
			mine
				.slice(1)
				.map(({ kind, actor }) => `${kind} ${actor}`)
				.toSorted()
		).toEqual(['passphrase-changed owner', 'reset-redeemed nobody']);
		expect(new Set(mine.map(({ hour }) => hour.getTime() % hours(1)))).toEqual(new Set([0]));
		expect(JSON.stringify(mine)).not.toContain(staff.id);
		expect(JSON.stringify(mine)).not.toContain(staff.handle);
		const { securityEvent } = accounts(store());
		const [row] = await store().read.select().from(securityEvent);
		expect(Object.keys(row ?? {}).toSorted()).toEqual(['accountId', 'actor', 'byId', 'hour', 'id', 'kind']);
	});

	test('a person reads her own and nobody else’s; administrators read who on the staff it was', async () => {
		const [her, other] = [await someone(store()), await someone(store())];
		const staff = await someone(store(), 'administrator');
		await note('role-changed', her.id, staff.id);
		await note('handle-changed', other.id, other.id);
		expect((await eventsOf(store(), her.id)).map(({ kind }) => kind)).toEqual(['role-changed']);
		const { events } = await auditTrail(store(), { page: 1, accountId: her.id });
		expect(events).toMatchObject([{ handle: her.handle, byHandle: staff.handle }]);
		const all = await auditTrail(store(), { page: 1 });
		expect(all.events.map(({ accountId }) => accountId)).toEqual(expect.arrayContaining([her.id, other.id]));
	});

	test('is not written when the thing itself fails', async () => {
		const her = await someone(store());
		await expect(
			store().write(async (tx) => {
				await record(tx, { kind: 'suspended', accountId: her.id, byId: null });
				throw new Error('something else went wrong');
			})
		).rejects.toThrow('went wrong');
		expect(await eventsOf(store(), her.id)).toEqual([]);
	});

	test('asvs:14.2.7 is forgotten after thirty days, and at once when the account goes', async () => {
		const [her, leaver] = [await someone(store()), await someone(store())];
		const staff = await someone(store(), 'administrator');
		await note('factor-added', leaver.id, leaver.id);
		await deleteAccount(store(), leaver.id, async () => {});
		expect(await eventsOf(store(), leaver.id)).toEqual([]);

		await note('role-changed', her.id, staff.id);
		await deleteAccount(store(), staff.id, async () => {});
		const { events } = await auditTrail(store(), { page: 1, accountId: her.id });
		expect(events).toMatchObject([{ actor: 'staff', byHandle: null }]);

		vi.setSystemTime(Date.now() + days(30));
		await note('factor-removed', her.id, her.id);
		await store().write((tx) => forgetEvents(tx));
		expect(await eventsOf(store(), her.id)).toHaveLength(2);
		vi.setSystemTime(Date.now() + hours(1));
		expect(await store().write((tx) => forgetEvents(tx))).toBeGreaterThan(0);
		expect((await eventsOf(store(), her.id)).map(({ kind }) => kind)).toEqual(['factor-removed']);
	});
});
