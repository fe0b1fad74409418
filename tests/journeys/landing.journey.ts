import type { Page } from '@playwright/test';
import { expect, test } from '#tests/support/journey.ts';
import { lessonTitle, quizKey } from '#tests/support/lesson-key.ts';
import { answer, expectRight, expectWrong } from '#tests/support/quiz.ts';
import { part, words } from '#tests/support/words.ts';

const tag = '@landing';
const en = words('en');
const ar = words('ar');
const FIRST = '01-context-and-actors';
const CODE = /[0-9a-z]{5}(?:-[0-9a-z]{5}){3}/;

/** Takes the name and passphrase the page suggests, writes the recovery digits down, and is in. */
async function makeAccount(page: Page, say: typeof en): Promise<{ handle: string; passphrase: string }> {
	const handle = await page.getByLabel(say('door_handle'), { exact: true }).inputValue();
	const passphrase = (await page.locator('.secret').first().innerText()).trim();
	await page
		.getByRole('main')
		.getByRole('button', { name: say('door_continue'), exact: true })
		.last()
		.click();
	await expect(page.getByRole('heading', { level: 1, name: say('door_recovery') })).toBeVisible();
	await expect(page.locator('.secret').first()).toHaveText(/^(\d{4}\s+){8}\d{4}$/);
	await page.getByLabel(say('door_written')).check();
	await page.getByRole('button', { name: say('door_create') }).click();
	return { handle, passphrase };
}

test.describe('from an empty house to a conversation', () => {
	test(
		'set up, invite, join in Arabic, learn, talk, moderate',
		{ tag },
		async ({ page: trainer, empty, someoneElse }) => {
			test.setTimeout(180_000);
			const site = empty.origin;
			const setup = empty.setupUrl() ?? '';

			await test.step('the trainer opens the address from the console', async () => {
				await trainer.goto(setup);
				await expect(trainer.getByRole('heading', { level: 1, name: en('door_setup') })).toBeVisible();
				await makeAccount(trainer, en);
				await trainer.goto(`${site}/en/cohorts`);
				await expect(trainer.getByRole('heading', { level: 1, name: en('cohort_list_title') })).toBeVisible();
			});

			await test.step('the address is dead now', async () => {
				const late = await someoneElse();
				expect((await late.goto(setup))?.status()).toBe(410);
				await expect(late.getByRole('heading', { level: 1, name: en('door_setup_closed') })).toBeVisible();
			});

			await test.step('she founds a group that takes the course', async () => {
				await trainer
					.getByRole('main')
					.getByRole('link', { name: en('cohort_new') })
					.click();
				await trainer.getByLabel(en('cohort_name')).fill('Spring');
				await trainer.getByRole('checkbox').first().check();
				await trainer.getByRole('button', { name: en('cohort_start') }).click();
				await expect(trainer.getByRole('heading', { level: 1, name: 'Spring' })).toBeVisible();
			});
			const cohort = new URL(trainer.url()).pathname;

			const code = await test.step('and prints a code', async () => {
				await trainer.goto(`${site}${cohort}/people`);
				await trainer.getByRole('button', { name: en('cohort_codes_make') }).click();
				await expect(trainer.getByText(en('cohort_codes_once'))).toBeVisible();
				expect(trainer.url()).not.toMatch(CODE);
				return CODE.exec(await trainer.getByRole('main').innerText())?.[0] ?? '';
			});

			const learner = await someoneElse('ar');
			const learnerAccount = await test.step('a second person joins with it, in Arabic', async () => {
				await learner.goto(`${site}/ar/join`);
				await learner.getByLabel(ar('door_code')).fill(code.toUpperCase().replaceAll('-', ' '));
				await learner
					.getByRole('main')
					.getByRole('button', { name: ar('door_continue'), exact: true })
					.click();
				const made = await makeAccount(learner, ar);
				await expect(learner.getByRole('heading', { level: 1, name: 'Spring' })).toBeVisible();
				await expect(learner.locator('html')).toHaveAttribute('dir', 'rtl');
				return made;
			});

			await test.step('the code has done its work', async () => {
				const third = await someoneElse();
				await third.goto(`${site}/en/join`);
				await third.getByLabel(en('door_code')).fill(code);
				await third
					.getByRole('main')
					.getByRole('button', { name: en('door_continue'), exact: true })
					.click();
				await expect(third.getByText(en('door_code_used')).first()).toBeVisible();
				await expect(third.getByLabel(en('door_code'))).toHaveValue(code);
			});

			await test.step('she takes lesson 1: wrong first, then right', async () => {
				await learner.goto(`${site}/ar/courses/2/1`);
				await expect(learner.getByRole('heading', { level: 1 })).toHaveText(lessonTitle(FIRST, 'ar'));
				const single = quizKey(FIRST, 'ar', 'q-opponent');
				await answer(learner, 'q-opponent', [single.wrong[0]?.text ?? ''], ar);
				await expectWrong(learner, 'q-opponent', single, ar);
				await answer(learner, 'q-opponent', single.right, ar);
				await expectRight(learner, 'q-opponent', ar);
				const several = quizKey(FIRST, 'ar', 'q-on-the-map');
				await answer(learner, 'q-on-the-map', several.right, ar);
				await expectRight(learner, 'q-on-the-map', ar);
			});

			await test.step('the lesson is done, and she sees it', async () => {
				await learner.goto(`${site}/ar/courses/2/1`);
				await expect(learner.getByText(ar('lesson_done_title'))).toBeVisible();
				await expectRight(learner, 'q-opponent', ar);
				await learner.getByRole('link', { name: ar('nav_my'), exact: true }).click();
				await expect(
					learner.getByText(ar('learn_tide', { count: 5, shown: 5, done: 1 }), { exact: true }).first()
				).toBeVisible();
			});

			await test.step('she answers the question of the lesson in her group', async () => {
				await learner.goto(`${site}/ar/courses/2/1`);
				await learner.getByRole('link', { name: ar('discussion_go', { group: 'Spring' }) }).click();
				await learner.getByRole('textbox').last().fill('في حيّنا **صاحب الدكان** يعرف كل شيء.');
				await learner.getByRole('button', { name: ar('forum_post_send') }).click();
				await expect(learner.getByText('صاحب الدكان', { exact: true })).toBeVisible();
			});
			const thread = new URL(learner.url()).pathname.replace('/ar/', '/');

			await test.step('the trainer reads, answers, and hides a post with a reason', async () => {
				await trainer.goto(`${site}${cohort}`);
				await expect(trainer.getByText(en('forum_unread', { count: 1, shown: 1 }))).toBeVisible();
				await trainer.goto(`${site}/en${thread}`);
				await expect(trainer.getByText('صاحب الدكان', { exact: true })).toBeVisible();
				await trainer.getByLabel(en('forum_reply')).fill('Thank you. What would he notice first?');
				await trainer.getByRole('button', { name: en('forum_post_send') }).click();
				await expect(trainer.getByText('What would he notice first?')).toBeVisible();
				await trainer
					.getByRole('link', { name: en('forum_hide'), exact: true })
					.first()
					.click();
				await trainer.getByLabel(en('forum_hide_reason')).fill('It points at one shop.');
				await trainer.getByRole('button', { name: en('forum_hide') }).click();
				await expect(
					trainer.getByText(part(en('forum_hidden', { reason: 'It points at one shop.' })))
				).toBeVisible();
			});

			await test.step('the learner reads why, changes her words, and deletes them', async () => {
				await learner.goto(`${site}/ar${thread}`);
				await expect(learner.getByText(part('It points at one shop.'))).toBeVisible();
				await learner
					.getByRole('link', { name: ar('forum_edit'), exact: true })
					.first()
					.click();
				await learner.getByRole('textbox').last().fill('في حيّنا من يعرف كل شيء.');
				await learner.getByRole('main').getByRole('button').last().click();
				await expect(learner.getByText('في حيّنا من يعرف كل شيء.')).toBeVisible();
				await learner
					.getByRole('link', { name: ar('delete'), exact: true })
					.first()
					.click();
				await learner
					.getByRole('dialog')
					.getByRole('button', { name: ar('delete') })
					.click();
				await expect(learner.getByText(ar('forum_deleted'))).toBeVisible();
				await expect(learner.getByText('في حيّنا من يعرف كل شيء.')).toHaveCount(0);
			});

			await test.step('she leaves, and comes back in with what she wrote down', async () => {
				await learner.getByRole('button', { name: ar('nav_sign_out') }).click();
				await expect(learner.getByRole('heading', { level: 1, name: ar('door_goodbye') })).toBeVisible();
				expect(await learner.context().cookies()).toEqual([]);
				await learner.goto(`${site}/ar/sign-in`);
				await learner.getByLabel(ar('door_handle')).fill(learnerAccount.handle);
				await learner.getByLabel(ar('door_passphrase'), { exact: true }).fill(learnerAccount.passphrase);
				await learner
					.getByRole('main')
					.getByRole('button', { name: ar('door_signin') })
					.click();
				await expect(learner.getByRole('heading', { level: 1, name: ar('learn_my') })).toBeVisible();
			});

			await test.step('to anybody else the group does not exist', async () => {
				const stranger = await someoneElse();
				await stranger.goto(`${site}/en${thread}`);
				await expect(stranger.getByLabel(en('door_handle'))).toBeVisible();
			});
		}
	);
});
