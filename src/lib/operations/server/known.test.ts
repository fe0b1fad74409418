import { expect, test } from 'vitest';
import { accounts } from '#lib/accounts/server/tables.ts';
import { reply } from '#lib/forum/server/posts.ts';
import { startThread } from '#lib/forum/server/threads.ts';
import { newId } from '#lib/server/secrets.ts';
import type { Store } from '#lib/server/store/store.ts';
import { aCohort } from '#tests/support/cohort-cast.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { knownAbout } from './known.ts';

const someone = { handle: '', role: 'learner' as const, locale: 'en' };
const typed = (source: string) => ({ source, locale: 'en', key: newId() });

async function aConversation(store: Store) {
	const group = await aCohort(store, ['amal', 'irina']);
	const thread = await startThread(store, group.amal, group.id, {
		title: 'Hello',
		...typed('words of Amal')
	});
	if (!thread?.ok) throw new Error('No thread was started.');
	await reply(store, group.irina, thread.threadId, { ...typed('words of Irina'), seen: 1 });
	return group;
}

onBothEngines('What the site knows about somebody', (store) => {
	test('is her own, and nothing of anybody else', async () => {
		const group = await aConversation(store());
		const told = JSON.stringify(await knownAbout(store(), { ...someone, id: group.amal }));
		expect(told).toContain('words of Amal');
		expect(told).not.toContain('words of Irina');
		const { account } = accounts(store());
		for (const { id, handle } of await store().read.select().from(account))
			expect(told.includes(handle), handle).toBe(id === group.amal);
	});

	test('counts what is there, and says where nothing is', async () => {
		const group = await aConversation(store());
		const told = await knownAbout(store(), { ...someone, id: group.irina });
		const count = (table: string) => told.find((one) => one.table === table)?.count;
		expect(['account', 'membership', 'post', 'session'].map(count)).toEqual([1, 1, 1, 0]);
	});

	test('holds no hash and no secret', async () => {
		const group = await aConversation(store());
		const { account } = accounts(store());
		const rows = await store().read.select().from(account);
		const told = JSON.stringify(await knownAbout(store(), { ...someone, id: group.amal }));
		expect(rows.length).toBeGreaterThan(2);
		for (const { passphraseHash, recoveryHash } of rows) {
			expect(told).not.toContain(passphraseHash);
			expect(told).not.toContain(recoveryHash);
		}
	});
});
