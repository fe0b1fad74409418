import { describe, expect, it } from 'vitest';
import { people, removeMember } from '#lib/cohorts/server/memberships.ts';
import type { Store } from '#lib/server/store/store.ts';
import { aCohort, anAccount } from '#tests/support/cohort-cast.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { hide, moderated, unhide } from './moderation.ts';
import { reply } from './posts.ts';
import { markRead } from './reading-marks.ts';
import { edit, erase, ownPost } from './revisions.ts';
import { thread } from './thread.ts';
import { startThread, threads } from './threads.ts';

const post = (source: string) => ({ source, locale: 'en', key: `key-${source}`, seen: 0 });

/** Every verb of the forum, as one person, aimed at one cohort, thread and post. */
const everyVerb = (store: Store, account: string, cohortId: string, threadId: string, postId: string) =>
	Promise.all([
		threads(store, account, cohortId),
		startThread(store, account, cohortId, { ...post('mine'), title: 'Mine' }),
		thread(store, account, threadId),
		reply(store, account, threadId, post('hello')),
		ownPost(store, account, postId),
		edit(store, account, postId, { source: 'changed', locale: 'en', revision: 1 }),
		erase(store, account, postId),
		moderated(store, account, postId),
		hide(store, account, postId, 'because'),
		unhide(store, account, postId),
		markRead(store, account, threadId, 1)
	]);

describe('who finds a conversation', () => {
	onBothEngines('access', (store) => {
		const conversation = async () => {
			const cohort = await aCohort(store(), ['amina', 'malik']);
			const begun = await startThread(store(), cohort.amina, cohort.id, { ...post('first'), title: 'Signs' });
			if (!begun?.ok) throw new Error('No thread was begun.');
			return { ...cohort, threadId: begun.threadId, postId: begun.postId };
		};

		it('asvs:8.4.1 members do; another cohort’s trainer, an administrator and nobody do not, and change nothing', async () => {
			const { id, threadId, postId, malik } = await conversation();
			const other = await aCohort(store(), ['lena']);
			const administrator = await anAccount(store(), 'administrator');
			for (const stranger of [other.trainer, other.lena, administrator, 'nobody', '']) {
				const answers = await everyVerb(store(), stranger, id, threadId, postId);
				expect(answers).toEqual(answers.map(() => null));
			}
			expect(await thread(store(), malik, threadId)).toMatchObject({
				posts: [{ html: expect.stringContaining('first'), deleted: false, hidden: null, edited: false }]
			});
		});

		it('what is not hers answers like what does not exist', async () => {
			const { threadId, postId } = await conversation();
			const other = await aCohort(store(), []);
			const forbidden = await everyVerb(store(), other.trainer, 'x', threadId, postId);
			const missing = await everyVerb(store(), other.trainer, 'x', 'x', 'x');
			expect(forbidden).toEqual(missing);
		});

		it('asvs:8.3.2 a member taken out is out at the next call; her posts stay, by a former member', async () => {
			const { id, trainer, amina, malik, threadId, postId } = await conversation();
			const before = await thread(store(), malik, threadId);
			const alias = before?.posts[0]?.alias;
			const ref = (await people(store(), trainer, id))?.find((person) => person.alias === alias)?.ref ?? '';
			expect(await removeMember(store(), trainer, id, ref)).toBe(true);
			const answers = await everyVerb(store(), amina, id, threadId, postId);
			expect(answers).toEqual(answers.map(() => null));
			expect(await thread(store(), malik, threadId)).toMatchObject({ posts: [{ alias: null, role: null }] });
		});

		it('members cannot do what authors and trainers can', async () => {
			const { malik, threadId, postId } = await conversation();
			expect(await ownPost(store(), malik, postId)).toBeNull();
			expect(await edit(store(), malik, postId, { source: 'x', locale: 'en', revision: 1 })).toBeNull();
			expect(await erase(store(), malik, postId)).toBeNull();
			expect(await hide(store(), malik, postId, 'x')).toBeNull();
			expect(await unhide(store(), malik, postId)).toBeNull();
			expect(await moderated(store(), malik, postId)).toBeNull();
			expect(await thread(store(), malik, threadId)).toMatchObject({
				posts: [{ hidden: null, deleted: false, edited: false }]
			});
		});

		it('a trainer cannot change or delete the words of others', async () => {
			const { trainer, postId } = await conversation();
			expect(await ownPost(store(), trainer, postId)).toBeNull();
			expect(await edit(store(), trainer, postId, { source: 'x', locale: 'en', revision: 1 })).toBeNull();
			expect(await erase(store(), trainer, postId)).toBeNull();
		});

		it('asvs:8.2.3 nobody is told by id: no account id leaves the room', async () => {
			const { id, amina, malik, trainer, threadId } = await conversation();
			await reply(store(), trainer, threadId, post('welcome'));
			const seen = JSON.stringify([
				await threads(store(), malik, id),
				await thread(store(), malik, threadId)
			]);
			for (const account of [amina, malik, trainer]) expect(seen).not.toContain(account);
		});
	});
});
