import { describe, expect, it } from 'vitest';
import { aCohort } from '#tests/support/cohort-cast.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { hide, moderated, unhide } from './moderation.ts';
import { reply } from './posts.ts';
import { thread } from './thread.ts';
import { startThread, threads } from './threads.ts';

const post = (source: string) => ({ source, locale: 'en', key: `form of ${source}`, seen: 0 });

describe('hiding', () => {
	onBothEngines('moderation', (store) => {
		const conversation = async () => {
			const cohort = await aCohort(store(), ['amina', 'malik']);
			const begun = await startThread(store(), cohort.trainer, cohort.id, {
				...post('welcome'),
				title: 'Signs'
			});
			const threadId = begun?.ok ? begun.threadId : '';
			const said = await reply(store(), cohort.amina, threadId, post('the street name'));
			return {
				...cohort,
				threadId,
				postId: said?.ok ? said.postId : '',
				firstId: begun?.ok ? begun.postId : ''
			};
		};
		const second = async (account: string, threadId: string) =>
			(await thread(store(), account, threadId))?.posts[1];

		it('takes a post from members’ eyes and says why; its author and the trainers still read it', async () => {
			const { amina, malik, trainer, threadId, postId } = await conversation();
			expect(await hide(store(), trainer, postId, ' It names\na place. ')).toMatchObject({
				ok: true,
				threadId
			});
			expect(await second(malik, threadId)).toMatchObject({ hidden: 'It names a place.', html: '' });
			for (const reader of [amina, trainer])
				expect(await second(reader, threadId)).toMatchObject({
					hidden: 'It names a place.',
					html: expect.stringContaining('street')
				});
			expect(JSON.stringify(await thread(store(), malik, threadId))).not.toContain('street');
		});

		it('needs a reason of a sentence or two', async () => {
			const { malik, trainer, threadId, postId } = await conversation();
			expect(await hide(store(), trainer, postId, '  ')).toEqual({ ok: false, reason: 'empty' });
			expect(await hide(store(), trainer, postId, 'x'.repeat(501))).toEqual({ ok: false, reason: 'long' });
			expect(await second(malik, threadId)).toMatchObject({ hidden: null });
		});

		it('can be said anew and taken back', async () => {
			const { malik, trainer, threadId, postId } = await conversation();
			await hide(store(), trainer, postId, 'one');
			await hide(store(), trainer, postId, 'two');
			expect(await moderated(store(), trainer, postId)).toMatchObject({ reason: 'two' });
			expect(await second(malik, threadId)).toMatchObject({ hidden: 'two' });
			for (let i = 0; i < 2; i++) expect(await unhide(store(), trainer, postId)).toMatchObject({ ok: true });
			expect(await second(malik, threadId)).toMatchObject({
				hidden: null,
				html: expect.stringContaining('street')
			});
		});

		it('of a first post hides the title that came with it', async () => {
			const { id, malik, trainer, threadId, firstId } = await conversation();
			await hide(store(), trainer, firstId, 'because');
			expect(await thread(store(), malik, threadId)).toMatchObject({ title: null });
			expect((await threads(store(), malik, id))?.threads[0]).toMatchObject({ title: null });
			expect((await threads(store(), trainer, id))?.threads[0]).toMatchObject({ title: 'Signs' });
		});
	});
});
