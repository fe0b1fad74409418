import { describe, expect, it } from 'vitest';
import { aCohort, aMember } from '#tests/support/cohort-cast.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { reply } from './posts.ts';
import { markRead } from './reading-marks.ts';
import { erase } from './revisions.ts';
import { thread } from './thread.ts';
import { startThread, threads } from './threads.ts';

let turn = 0;
const post = (seen: number) => ({ source: `post ${++turn}`, locale: 'en', key: `form ${turn}`, seen });

describe('reading marks', () => {
	onBothEngines('reading', (store) => {
		const conversation = async () => {
			const cohort = await aCohort(store(), ['amina', 'malik', 'lena']);
			const begun = await startThread(store(), cohort.amina, cohort.id, { ...post(0), title: 'Signs' });
			if (!begun?.ok) throw new Error('No thread was begun.');
			return { ...cohort, threadId: begun.threadId };
		};
		const unread = async (account: string, id: string) =>
			(await threads(store(), account, id))?.threads[0]?.unread;

		it('are moved by her, not by opening the page', async () => {
			const { id, amina, malik, threadId } = await conversation();
			expect(await unread(malik, id)).toBe(1);
			for (let i = 0; i < 2; i++)
				expect(await thread(store(), malik, threadId)).toMatchObject({
					unread: true,
					posts: [{ unread: true }]
				});
			expect(await unread(malik, id)).toBe(1);
			await markRead(store(), malik, threadId, 1);
			expect(await unread(malik, id)).toBe(0);
			expect(await thread(store(), malik, threadId)).toMatchObject({
				unread: false,
				posts: [{ unread: false }]
			});
			expect(await unread(amina, id)).toBe(0);
		});

		it('only go forward, and never beyond what was written', async () => {
			const { id, amina, malik, threadId } = await conversation();
			await markRead(store(), malik, threadId, 1_000_000);
			await markRead(store(), malik, threadId, 0);
			for (const odd of [-5, 1.5, NaN]) await markRead(store(), malik, threadId, odd);
			expect(await unread(malik, id)).toBe(0);
			await reply(store(), amina, threadId, post(1));
			expect(await unread(malik, id)).toBe(1);
		});

		it('follow her when she answers, up to what she had before her', async () => {
			const { id, amina, malik, lena, threadId } = await conversation();
			await reply(store(), malik, threadId, post(1));
			expect(await unread(malik, id)).toBe(0);
			// Lena had seen number 2 when Amina and Malik wrote 3 and 4: those two are still new to her.
			await reply(store(), amina, threadId, post(2));
			await reply(store(), malik, threadId, post(3));
			await reply(store(), lena, threadId, post(2));
			expect(await unread(lena, id)).toBe(2);
		});

		it('do not count one’s own posts nor deleted ones', async () => {
			const { id, amina, malik, threadId } = await conversation();
			const said = await reply(store(), amina, threadId, post(1));
			expect(await unread(malik, id)).toBe(2);
			await erase(store(), amina, said?.ok ? said.postId : '');
			expect(await unread(malik, id)).toBe(1);
			await reply(store(), malik, threadId, post(0));
			expect(await unread(malik, id)).toBe(1);
		});

		it('open a long thread where the reader stopped', async () => {
			const { id, malik, threadId } = await conversation();
			// Seven writers, eight posts each: nobody is slowed down.
			for (let writer = 0; writer < 7; writer++) {
				const account = await aMember(store(), id);
				for (let i = 0; i < 8; i++) await reply(store(), account, threadId, post(0));
			}
			expect(await thread(store(), malik, threadId)).toMatchObject({ page: 1, pages: 2, seen: 50 });
			await markRead(store(), malik, threadId, 50);
			expect(await thread(store(), malik, threadId)).toMatchObject({ page: 2, seen: 57, unread: true });
			for (const page of [99, -1, 0.5])
				expect([1, 2]).toContain((await thread(store(), malik, threadId, { page }))?.page);
		});
	});
});
