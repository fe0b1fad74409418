import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aCohort, aMember } from '#tests/support/cohort-cast.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { reply } from './posts.ts';
import { forum } from './tables.ts';
import { thread } from './thread.ts';
import { startThread, threads } from './threads.ts';

const post = (source: string, key = `key of ${source}`, seen = 0) => ({ source, locale: 'en', key, seen });

describe('writing', () => {
	onBothEngines('posts', (store) => {
		const conversation = async (options = {}) => {
			const cohort = await aCohort(store(), ['amina', 'malik'], options);
			const begun = await startThread(store(), cohort.amina, cohort.id, {
				...post('first'),
				title: ' Warning\nsigns '
			});
			if (!begun?.ok) throw new Error('No thread was begun.');
			return { ...cohort, threadId: begun.threadId };
		};
		const numbers = async (account: string, threadId: string) =>
			(await thread(store(), account, threadId, { page: 1 }))?.posts.map(({ number }) => number);

		it('begins a thread with its first post', async () => {
			const { malik, threadId } = await conversation();
			expect(await thread(store(), malik, threadId)).toMatchObject({
				title: 'Warning signs',
				posts: [{ number: 1, mine: false, unread: true, html: expect.stringContaining('first') }],
				pages: 1
			});
		});

		it('begins no thread without a title, a text, or with too much of either', async () => {
			const { id, malik } = await conversation();
			const wrong = [
				[{ title: ' ', source: 'x' }, 'title-empty'],
				[{ title: 'x'.repeat(121), source: 'x' }, 'title-long'],
				[{ title: 'x', source: ' \n\u0000' }, 'empty'],
				[{ title: 'x', source: 'x'.repeat(10_001) }, 'long']
			] as const;
			for (const [part, reason] of wrong)
				expect(await startThread(store(), malik, id, { ...post('x'), ...part })).toEqual({
					ok: false,
					reason
				});
			expect((await threads(store(), malik, id))?.threads).toHaveLength(1);
		});

		it('takes ten thousand characters of any script, not one more', async () => {
			const { malik, threadId } = await conversation();
			for (const letter of ['x', 'ش', '🌿'])
				expect(await reply(store(), malik, threadId, post(letter.repeat(10_000)))).toMatchObject({
					ok: true
				});
			for (const length of [10_001, 50_000])
				expect(await reply(store(), malik, threadId, post('ш'.repeat(length)))).toEqual({
					ok: false,
					reason: 'long'
				});
			expect(await reply(store(), malik, threadId, post('  \r\n '))).toEqual({ ok: false, reason: 'empty' });
			expect(await numbers(malik, threadId)).toEqual([1, 2, 3, 4]);
		});

		it('sent twice at the same moment is one post', async () => {
			const { id, malik, threadId } = await conversation();
			const sent = Array.from({ length: 6 }, () => reply(store(), malik, threadId, post('same', 'one form')));
			const answers = await Promise.all(sent);
			expect(new Set(answers.map((answer) => answer?.ok && answer.postId)).size).toBe(1);
			expect(await numbers(malik, threadId)).toEqual([1, 2]);
			const begun = Array.from({ length: 4 }, () =>
				startThread(store(), malik, id, { ...post('again', 'another form'), title: 'Once' })
			);
			await Promise.all(begun);
			expect((await threads(store(), malik, id))?.threads).toHaveLength(2);
		});

		it('keeps two people’s forms apart, whatever their keys', async () => {
			const { amina, malik, threadId } = await conversation();
			for (const account of [amina, malik])
				expect(await reply(store(), account, threadId, post('hello', 'same key'))).toMatchObject({
					ok: true
				});
			expect(await numbers(malik, threadId)).toEqual([1, 2, 3]);
		});

		it('numbers fifty answers at the same moment without a gap', async () => {
			const { id, amina, threadId } = await conversation();
			const crowd = [];
			for (let i = 0; i < 25; i++) crowd.push(await aMember(store(), id));
			const sent = crowd.flatMap((account) =>
				['a', 'b'].map((word) => reply(store(), account, threadId, post(word)))
			);
			const answers = await Promise.all(sent);
			expect(answers.every((answer) => answer?.ok)).toBe(true);
			const pages = [
				await thread(store(), amina, threadId, { page: 1 }),
				await thread(store(), amina, threadId, { page: 2 })
			];
			const found = pages.flatMap((page) => page?.posts.map(({ number }) => number) ?? []);
			expect(found).toEqual(Array.from({ length: 51 }, (_, i) => i + 1));
			expect(pages[1]).toMatchObject({ pages: 2, page: 2, lastNumber: 51 });
		});

		it('asvs:2.4.1 slows somebody down after ten posts and says for how long; others write on', async () => {
			const { amina, malik, threadId } = await conversation();
			for (let i = 0; i < 10; i++)
				expect(await reply(store(), malik, threadId, post(`post ${i}`))).toMatchObject({ ok: true });
			const slow = await reply(store(), malik, threadId, post('one more'));
			expect(slow).toMatchObject({ ok: false, reason: 'slow' });
			expect(slow && 'seconds' in slow && slow.seconds).toSatisfy((s: number) => s > 0 && s <= 60);
			expect(await reply(store(), malik, threadId, post('post 3'))).toMatchObject({ ok: true, number: 5 });
			expect(await reply(store(), amina, threadId, post('calmly'))).toMatchObject({ ok: true });
			expect(await numbers(amina, threadId)).toHaveLength(12);
		});

		it('ends with the cohort: all can be read, nothing added', async () => {
			const { id, malik, threadId } = await conversation({ endsOn: '2100-01-01' });
			const late = new Date('2100-01-02T08:00:00Z');
			expect(await reply(store(), malik, threadId, post('late'), late)).toEqual({
				ok: false,
				reason: 'closed'
			});
			expect(await startThread(store(), malik, id, { ...post('late'), title: 'Late' }, late)).toEqual({
				ok: false,
				reason: 'closed'
			});
			expect(await thread(store(), malik, threadId, { now: late })).toMatchObject({
				closed: true,
				posts: [{}]
			});
		});

		it('keeps no time finer than the day', async () => {
			const { malik, threadId } = await conversation();
			await reply(store(), malik, threadId, post('when'), new Date('2026-11-21T13:45:59.123Z'));
			const { post: table } = forum(store());
			const rows = await store().read.select().from(table).where(eq(table.threadId, threadId));
			expect(rows.map(({ day }) => day)).toContain('2026-11-21');
			expect(JSON.stringify(rows)).not.toMatch(/13:45|T\d\d:|\d{13}/);
		});

		it('moves the liveliest thread to the top', async () => {
			const { id, amina, malik, threadId } = await conversation();
			const second = await startThread(store(), amina, id, { ...post('second'), title: 'Second' });
			const order = async () => (await threads(store(), malik, id))?.threads.map((t) => t.id);
			expect(await order()).toEqual([second?.ok && second.threadId, threadId]);
			await reply(store(), malik, threadId, post('up'));
			expect(await order()).toEqual([threadId, second?.ok && second.threadId]);
		});
	});
});
