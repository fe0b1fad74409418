import { describe, expect, it } from 'vitest';
import { fingerprint } from '#lib/server/secrets.ts';
import { aCohort } from '#tests/support/cohort-cast.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { hide } from './moderation.ts';
import { reply } from './posts.ts';
import { edit, erase, ownPost } from './revisions.ts';
import { forum } from './tables.ts';
import { thread } from './thread.ts';
import { startThread, threads } from './threads.ts';

const post = (source: string) => ({ source, locale: 'en', key: fingerprint(source), seen: 0 });

describe('one’s own words', () => {
	onBothEngines('revisions', (store) => {
		const conversation = async () => {
			const cohort = await aCohort(store(), ['amina', 'malik']);
			const begun = await startThread(store(), cohort.amina, cohort.id, {
				...post('secret-first'),
				title: 'secret-title'
			});
			if (!begun?.ok) throw new Error('No thread was begun.');
			return { ...cohort, threadId: begun.threadId, postId: begun.postId };
		};
		const change = (source: string, revision: number) => ({ source, locale: 'en', revision });

		it('change, and say that they did, by day', async () => {
			const { amina, malik, threadId, postId } = await conversation();
			expect(await ownPost(store(), amina, postId)).toMatchObject({ source: 'secret-first', revision: 1 });
			expect(await edit(store(), amina, postId, change('better', 1))).toMatchObject({
				ok: true,
				threadId,
				page: 1
			});
			expect(await thread(store(), malik, threadId)).toMatchObject({
				posts: [{ html: expect.stringContaining('better'), edited: true }]
			});
			const { post: table } = forum(store());
			expect(JSON.stringify(await store().read.select().from(table))).not.toContain('secret-first');
		});

		it('are not overwritten from a stale page: the newer text comes back', async () => {
			const { amina, postId } = await conversation();
			await edit(store(), amina, postId, change('from my phone', 1));
			expect(await edit(store(), amina, postId, change('from my laptop', 1))).toEqual({
				ok: false,
				reason: 'stale',
				source: 'from my phone',
				revision: 2
			});
			expect(await ownPost(store(), amina, postId)).toMatchObject({ source: 'from my phone' });
			expect(await edit(store(), amina, postId, change('from my laptop', 2))).toMatchObject({ ok: true });
		});

		it('sent twice change once', async () => {
			const { amina, postId } = await conversation();
			const answers = [
				await edit(store(), amina, postId, change('b', 1)),
				await edit(store(), amina, postId, change('b', 1))
			];
			expect(answers).toMatchObject([{ ok: true }, { ok: true }]);
			expect(await ownPost(store(), amina, postId)).toMatchObject({ revision: 2 });
		});

		it('are held to the same measure as new ones', async () => {
			const { amina, postId } = await conversation();
			expect(await edit(store(), amina, postId, change(' ', 1))).toEqual({ ok: false, reason: 'empty' });
			expect(await edit(store(), amina, postId, change('x'.repeat(50_000), 1))).toEqual({
				ok: false,
				reason: 'long'
			});
		});

		it('are gone from the row when deleted, title too, and do not come back', async () => {
			const { id, amina, malik, trainer, threadId, postId } = await conversation();
			await hide(store(), trainer, postId, 'secret-reason');
			expect(await erase(store(), amina, postId)).toMatchObject({ ok: true });
			expect(await erase(store(), amina, postId)).toMatchObject({ ok: true });
			const { post: posts, thread: heads, hiding } = forum(store());
			const kept = [
				await store().read.select().from(posts),
				await store().read.select().from(heads),
				await store().read.select().from(hiding)
			].flat();
			const mine = kept.filter(
				(row) => JSON.stringify(row).includes(postId) || JSON.stringify(row).includes(threadId)
			);
			expect(mine.length).toBeGreaterThan(0);
			expect(JSON.stringify(mine)).not.toContain('secret');
			expect(await ownPost(store(), amina, postId)).toBeNull();
			expect(await edit(store(), amina, postId, change('back', 2))).toBeNull();
			expect(await thread(store(), malik, threadId)).toMatchObject({
				title: '',
				posts: [{ deleted: true, html: '' }]
			});
			expect((await threads(store(), malik, id))?.threads[0]).toMatchObject({ title: '' });
		});

		it('do not come back when the form that wrote them is sent again', async () => {
			const { malik, threadId } = await conversation();
			const said = await reply(store(), malik, threadId, post('said once'));
			await erase(store(), malik, said?.ok ? said.postId : '');
			await reply(store(), malik, threadId, post('said once'));
			expect((await thread(store(), malik, threadId))?.posts.map(({ html }) => html).join()).not.toContain(
				'said once'
			);
		});

		it('can be deleted after the cohort has ended, not changed', async () => {
			const cohort = await aCohort(store(), ['amina'], { endsOn: '2100-01-01' });
			const begun = await startThread(store(), cohort.amina, cohort.id, { ...post('x'), title: 'x' });
			const id = begun?.ok ? begun.postId : '';
			const late = new Date('2100-01-02T00:00:00Z');
			expect(await edit(store(), cohort.amina, id, change('y', 1), late)).toEqual({
				ok: false,
				reason: 'closed'
			});
			expect(await erase(store(), cohort.amina, id, late)).toMatchObject({ ok: true });
		});
	});
});
