import type { Page } from '@playwright/test';
import { expect, test } from '#tests/support/journey.ts';
import { lessonTitle, quizKey } from '#tests/support/lesson-key.ts';
import { setUpFactor } from '#tests/support/factor.ts';
import { becomeSomebody, comeBack, tideWords, type Newcomer } from '#tests/support/newcomer.ts';
import { answer, expectRight, expectWrong } from '#tests/support/quiz.ts';
import { part, words } from '#tests/support/words.ts';

test.use({ stage: 'production' });
test.describe.configure({ timeout: 180_000 });

const say = words('en');
const ar = words('ar');
const LESSON = '01-context-and-actors';
const ANSWER = 'عندنا تاجرٌ كان خصمًا ثم صار مترددًا، لأن أحدًا سأله عن رأيه **أولًا**.';
const SECOND = 'كتبت هذه الجملة على عجل.';
const REASON = 'Two details in it could show who this is about.';

const press = (page: Page, name: string) =>
	page.getByRole('main').getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: string | RegExp) =>
	page.getByRole('main').getByRole('link', { name, exact: true }).first().click();
const expectTitle = (page: Page, name: string | RegExp) =>
	expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

test(
	'a trainer sets up and invites; a defender lands, learns and is heard',
	{ tag: '@landing' },
	async ({ page: trainer, someoneElse, server }) => {
		const setup = server.setupUrl() ?? '';
		const learner = await someoneElse('ar');
		let codes: string[] = [];
		let cohort = '';
		let me: Newcomer;

		await test.step('the address of the console opens the first account', async () => {
			expect(setup).toContain('/setup/');
			await trainer.goto(setup);
			await expectTitle(trainer, say('door_setup'));
			const { handle, passphrase } = await becomeSomebody(trainer, 'en');
			// Staff work with a second factor: nothing else opens before it is there.
			await setUpFactor(trainer, passphrase);
			await trainer.goto('/en/cohorts');
			await expectTitle(trainer, say('cohort_list_title'));
			await expect(trainer.locator('body')).not.toContainText(handle);
		});

		await test.step('she starts a group that takes the course', async () => {
			await follow(trainer, say('cohort_new'));
			await trainer.getByLabel(say('cohort_name')).fill('Harbour spring');
			await trainer
				.getByRole('group', { name: say('cohort_courses') })
				.getByRole('checkbox')
				.check();
			await press(trainer, say('cohort_start'));
			await expectTitle(trainer, 'Harbour spring');
			cohort = new URL(trainer.url()).pathname.replace('/en', '');
			await expect(trainer).toHaveTitle(say('cohort_title'));
		});

		await test.step('and makes two codes to print', async () => {
			await follow(trainer, say('cohort_people'));
			await trainer.getByLabel(say('cohort_codes_count')).fill('2');
			await press(trainer, say('cohort_codes_make'));
			await expect(trainer.getByRole('status')).toContainText(say('cohort_codes_once'));
			codes = await trainer.getByRole('listitem').locator('.secret').allTextContents();
			expect(codes).toHaveLength(2);
		});

		await test.step('a defender joins in Arabic with a code', async () => {
			await learner.goto('/ar/join');
			await expect(learner.locator('html')).toHaveAttribute('dir', 'rtl');
			await learner.getByLabel(ar('door_code')).fill((codes[0] ?? '').toUpperCase().replaceAll('-', ' '));
			await press(learner, ar('door_continue'));
			await expectTitle(learner, ar('door_name'));
			me = await becomeSomebody(learner, 'ar');
			await expectTitle(learner, 'Harbour spring');
		});

		await test.step('she opens lesson 1 from her group', async () => {
			const courses = learner.getByRole('region', { name: ar('cohort_courses') });
			await courses.getByRole('link').click();
			await expect(learner.getByRole('progressbar', { name: tideWords('ar', 0, 5) })).toBeVisible();
			await learner.getByRole('main').locator('a.button[href$="/courses/2/1"]').click();
			await expectTitle(learner, lessonTitle(LESSON, 'ar'));
		});

		const truth = quizKey(LESSON, 'ar', 'q-opponent');
		await test.step('a wrong answer teaches her, the second one is right', async () => {
			await answer(learner, 'q-opponent', [truth.wrong[0]?.text ?? ''], ar);
			await expectWrong(learner, 'q-opponent', truth, ar);
			await answer(learner, 'q-opponent', truth.right, ar);
			await expectRight(learner, 'q-opponent', ar);
		});

		await test.step('with the last question that is required the lesson is done', async () => {
			await expect(learner.getByText(ar('lesson_done_title'))).toHaveCount(0);
			await answer(learner, 'q-on-the-map', quizKey(LESSON, 'ar', 'q-on-the-map').right, ar);
			await expectRight(learner, 'q-on-the-map', ar);
			await expect(learner.getByText(ar('lesson_done_title'))).toBeVisible();
			await learner.reload();
			await expectRight(learner, 'q-opponent', ar);
		});

		await test.step('her progress is on her own page', async () => {
			await learner
				.getByRole('navigation', { name: ar('nav_site') })
				.getByRole('link', { name: ar('nav_my') })
				.click();
			await expect(learner.getByRole('progressbar', { name: tideWords('ar', 1, 5) })).toBeVisible();
			await expect(learner.getByRole('progressbar')).toHaveAttribute('value', '1');
			await follow(learner, lessonTitle(LESSON, 'ar'));
			await expect(learner.getByText(ar('lesson_done_title'))).toBeVisible();
		});

		await test.step('the question of the lesson leads to the group’s thread, where she answers in Arabic', async () => {
			await follow(learner, ar('discussion_go', { group: 'Harbour spring' }));
			await expect(learner.getByText(ar('forum_prompt_empty'))).toBeVisible();
			await learner.getByLabel(ar('forum_reply')).fill(ANSWER);
			await press(learner, ar('forum_post_send'));
			const post = learner.locator('#post-1');
			await expect(post).toContainText('كان خصمًا ثم صار مترددًا');
			await expect(post.locator('strong')).toHaveText('أولًا');
			await expect(learner).toHaveURL(/\/ar\/cohorts\/[^/]+\/threads\//);
			await follow(learner, ar('forum_prompt_back'));
			await expect(learner).toHaveURL(/\/ar\/courses\/2\/1#d-moved$/);
			await learner.goBack();
		});

		await test.step('the trainer reads it and answers', async () => {
			await trainer.goto(`/en${cohort}`);
			await expect(trainer.getByText(say('forum_unread', { count: 1, shown: 1 }))).toBeVisible();
			await follow(trainer, part(lessonTitle(LESSON, 'en')));
			await expect(trainer.locator('#post-1')).toContainText('كان خصمًا ثم صار مترددًا');
			await expect(trainer.locator('#post-1').locator('[dir=auto], [dir=rtl]').first()).toBeVisible();
			await expect(trainer.locator('body')).not.toContainText(me.handle);
			await trainer.getByLabel(say('forum_reply')).fill('Being asked first: that moves people.');
			await press(trainer, say('forum_post_send'));
			await expect(trainer.locator('#post-2')).toContainText('that moves people');
		});

		await test.step('and hides the first post with a reason', async () => {
			await trainer
				.locator('#post-1')
				.getByRole('link', { name: say('forum_hide'), exact: true })
				.click();
			await trainer.getByLabel(say('forum_hide_reason')).fill(REASON);
			await press(trainer, say('forum_hide'));
			await expect(trainer.locator('#post-1')).toContainText(say('forum_hidden', { reason: REASON }));
		});

		await test.step('she sees the answer and the reason, and still her own words', async () => {
			await learner.reload();
			await expect(learner.locator('#post-2')).toContainText('that moves people');
			await expect(learner.locator('#post-1')).toContainText(ar('forum_hidden', { reason: REASON }));
			await expect(learner.locator('#post-1')).toContainText(ar('forum_hidden_mine'));
		});

		await test.step('she writes again, changes it, and deletes it', async () => {
			await learner.getByLabel(ar('forum_reply')).fill(SECOND);
			await press(learner, ar('forum_post_send'));
			const post = learner.locator('#post-3');
			await expect(post).toContainText(SECOND);
			await post.getByRole('link', { name: ar('forum_edit'), exact: true }).click();
			await expect(learner.getByLabel(ar('forum_post'))).toHaveValue(SECOND);
			await learner.getByLabel(ar('forum_post')).fill('كتبتها الآن بهدوء.');
			await press(learner, ar('save'));
			await expect(post).toContainText('كتبتها الآن بهدوء.');
			await expect(post).toContainText(ar('forum_edited'));
			await expect(learner.getByText(SECOND)).toHaveCount(0);

			await post.getByRole('link', { name: ar('delete'), exact: true }).click();
			const dialog = learner.getByRole('heading', { name: ar('forum_delete_title') });
			await expect(dialog.last()).toBeVisible();
			await learner
				.locator('#delete-3')
				.getByRole('button', { name: ar('delete') })
				.click();
			await expect(post).toContainText(ar('forum_deleted'));
			await expect(learner.getByText('كتبتها الآن بهدوء.')).toHaveCount(0);
		});

		await test.step('she leaves: the cookie is gone and the page says goodbye', async () => {
			expect(await learner.context().cookies()).toHaveLength(1);
			await learner
				.getByRole('banner')
				.getByRole('button', { name: ar('nav_sign_out') })
				.click();
			await expectTitle(learner, ar('door_goodbye'));
			expect(await learner.context().cookies()).toEqual([]);
			await learner.goto(`/ar${cohort}`);
			await expectTitle(learner, ar('door_signin'));
		});

		await test.step('and comes back to where she stopped', async () => {
			await comeBack(learner, 'ar', me);
			await expect(learner.getByRole('progressbar', { name: tideWords('ar', 1, 5) })).toBeVisible();
			await learner.goto(`/ar${cohort}`);
			await expectTitle(learner, 'Harbour spring');
		});

		await test.step('a used code opens nothing for a third person', async () => {
			const third = await someoneElse('fr');
			const dire = words('fr');
			await third.goto('/fr/join');
			await third.getByLabel(dire('door_code')).fill(codes[0] ?? '');
			await press(third, dire('door_continue'));
			await expect(third.getByRole('alert')).toContainText(dire('door_code_used'));
			await expect(third.getByLabel(dire('door_code'))).toHaveValue(codes[0] ?? '');
			await third.goto(`/fr${cohort}`);
			await expectTitle(third, dire('door_signin'));
		});

		await test.step('the set-up address opens nothing any more', async () => {
			const stranger = await someoneElse();
			expect((await stranger.goto(setup))?.status()).toBe(410);
			await expectTitle(stranger, say('door_setup_closed'));
		});
	}
);
