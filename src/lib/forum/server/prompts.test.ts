import { describe, expect, it } from 'vitest';
import { aCohort, aCourse, aMember, aText, anAccount } from '#tests/support/cohort-cast.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { lessonNames, promptLinks } from './prompt-links.ts';
import { answerPrompt, promptThread } from './prompts.ts';
import { thread } from './thread.ts';
import { threads } from './threads.ts';

let turn = 0;
const post = (source = 'hello') => ({ source, locale: 'en', key: `form ${++turn}` });

describe('a lesson’s prompt in a cohort', () => {
	onBothEngines('prompts', (store) => {
		const taught = async () => {
			const course = await aCourse(store());
			await aText(store(), course.lessonId, 'en', 'Warning signs', { 'd-signs': 'Which signs?' });
			await aText(store(), course.lessonId, 'ar', 'علامات', { 'd-signs': 'أي علامات؟' });
			const cohort = await aCohort(store(), ['amina', 'malik'], { courseIds: [course.id] });
			return { ...cohort, course, address: `${course.slug}.1` };
		};

		it('is shown in the reader’s language, else in the original’s, and looking makes no thread', async () => {
			const { id, amina, address, course } = await taught();
			expect(await promptThread(store(), amina, id, address, 'd-signs', 'ar')).toMatchObject({
				title: 'علامات',
				html: '<p>أي علامات؟</p>',
				locale: 'ar',
				threadId: null
			});
			expect(await promptThread(store(), amina, id, address, 'd-signs', 'nl')).toMatchObject({
				title: 'Warning signs',
				locale: 'en',
				slug: course.slug,
				number: 1
			});
			expect((await threads(store(), amina, id))?.threads).toEqual([]);
		});

		it('is there for members of a cohort that takes the course, and only for what exists', async () => {
			const { id, amina, address } = await taught();
			const other = await aCohort(store(), ['lena']);
			const administrator = await anAccount(store(), 'administrator');
			const missing = [
				[other.lena, id, address, 'd-signs'],
				[other.trainer, id, address, 'd-signs'],
				[administrator, id, address, 'd-signs'],
				[other.lena, other.id, address, 'd-signs'],
				[amina, id, address, 'd-nothing'],
				[amina, id, 'x.1', 'd-signs'],
				[amina, id, `${address}0`, 'd-signs'],
				[amina, id, 'nonsense', 'd-signs']
			] as const;
			for (const [account, cohortId, where, element] of missing) {
				expect(await promptThread(store(), account, cohortId, where, element, 'en')).toBeNull();
				expect(await answerPrompt(store(), account, cohortId, where, element, post())).toBeNull();
			}
		});

		it('becomes one thread, however many answer first', async () => {
			const { id, amina, address, course } = await taught();
			const crowd = [];
			for (let i = 0; i < 8; i++) crowd.push(await aMember(store(), id));
			const answers = await Promise.all(
				crowd.map((account) => answerPrompt(store(), account, id, address, 'd-signs', post()))
			);
			const ids = new Set(answers.map((answer) => (answer?.ok ? answer.threadId : null)));
			expect(ids.size).toBe(1);
			const [threadId] = [...ids];
			expect(await promptThread(store(), amina, id, address, 'd-signs', 'en')).toMatchObject({ threadId });
			expect(await thread(store(), amina, threadId ?? '')).toMatchObject({
				prompt: { lessonId: course.lessonId, elementId: 'd-signs' },
				lastNumber: 8
			});
		});

		it('is another thread in another cohort', async () => {
			const { id, amina, address, course } = await taught();
			const second = await aCohort(store(), ['lena'], { courseIds: [course.id] });
			await answerPrompt(store(), amina, id, address, 'd-signs', post('from the first'));
			expect(await promptThread(store(), second.lena, second.id, address, 'd-signs', 'en')).toMatchObject({
				threadId: null
			});
		});

		it('keeps an answer to the measure of a post and makes no empty thread', async () => {
			const { id, amina, address } = await taught();
			expect(await answerPrompt(store(), amina, id, address, 'd-signs', post(' '))).toEqual({
				ok: false,
				reason: 'empty'
			});
			expect((await threads(store(), amina, id))?.threads).toEqual([]);
		});

		it('is linked from the lesson for those whose cohorts take it', async () => {
			const { id, amina, course, address } = await taught();
			const outsider = await anAccount(store());
			expect(await promptLinks(store(), amina, course.lessonId)).toEqual([
				{ cohortId: id, name: 'Harbour', lesson: address, ended: false }
			]);
			expect(await promptLinks(store(), outsider, course.lessonId)).toEqual([]);
			expect(await promptLinks(store(), amina, 'no-such-lesson')).toEqual([]);
		});

		it('names its lesson in the reader’s language, else in the original’s', async () => {
			const { course } = await taught();
			const title = async (locale: string) =>
				(await lessonNames(store(), [course.lessonId], locale)).get(course.lessonId)?.title;
			expect([await title('ar'), await title('en'), await title('ru')]).toEqual([
				'علامات',
				'Warning signs',
				'Warning signs'
			]);
		});
	});
});
