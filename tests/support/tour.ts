import { expect, type Page } from '@playwright/test';
import { CAST } from '#lib/operations/server/people.ts';
import { signIn } from './journey.ts';
import { quizKey } from './lesson-key.ts';
import { answer } from './quiz.ts';
import { words } from './words.ts';

/** What a test does at each stop: the page stands there, ready. */
export type Look = (page: Page, stop: string) => Promise<void>;

interface Tour {
	page: Page;
	locale: 'en' | 'ar';
	look: Look;
}

/** Every page that anybody can open, and the two that say no. */
export async function openPages({ page, locale, look }: Tour): Promise<void> {
	const visit = async (path: string, status = 200) => {
		expect((await page.goto(`/${locale}${path}`))?.status(), path).toBe(status);
		await look(page, path || '/');
	};
	await visit('');
	await visit('/courses');
	await visit('/courses/2');
	await visit('/courses/2/1');
	await lessonUnderWay(page, locale);
	await look(page, 'lesson under way');
	await visit('/courses/2/3?text=en');
	for (const path of ['/help', '/glossary', '/join', '/sign-in', '/sign-out']) await visit(path);
	for (const guide of ['limits', 'privacy', 'leaving', 'pause']) await visit(`/about/${guide}`);
	await visit('/nothing-here', 404);
}

/** Feedback beside two wrong answers, and a scenario that was begun. */
async function lessonUnderWay(page: Page, locale: string): Promise<void> {
	const say = words(locale);
	for (const id of ['q-on-the-map', 'q-opponent']) {
		const [wrong] = quizKey('01-context-and-actors', locale, id).wrong;
		await answer(page, id, [wrong?.text ?? ''], say);
		await expect(page.locator(`#${id}`).getByRole('status')).toBeVisible();
	}
	const scenario = page.locator('#new-head');
	await scenario.getByRole('group').getByRole('button').first().click();
	await expect(scenario.getByRole('status')).toBeVisible();
}

/** A lesson that has not been written in the reader's language. */
export async function missingLesson({ page, look }: Omit<Tour, 'locale'>): Promise<void> {
	for (const path of ['/nl/courses/2/3', '/nl/courses/2', '/nl/courses']) {
		await page.goto(path);
		await look(page, path);
	}
}

/** The door, with everything that can be wrong on the way in. */
export async function door({ page, locale, look, code }: Tour & { code: string }): Promise<void> {
	const say = words(locale);
	const main = page.getByRole('main');
	const press = (key: string) => main.getByRole('button', { name: say(key), exact: true }).click();

	await page.goto(`/${locale}/sign-in?next=/${locale}/my`);
	await main.getByLabel(say('door_handle')).fill('nobody-at-all');
	await main.getByLabel(say('door_passphrase'), { exact: true }).fill('not the passphrase');
	await press('door_signin');
	await look(page, 'sign-in refused');

	await page.goto(`/${locale}/join`);
	await main.getByLabel(say('door_code')).fill('not-a-code');
	await press('door_continue');
	await look(page, 'code refused');
	await main.getByLabel(say('door_code')).fill(code);
	await press('door_continue');
	await look(page, 'a name');
	await main.getByLabel(say('door_handle')).fill(CAST.irina.handle);
	await press('door_continue');
	await look(page, 'a name refused');
	await main.getByLabel(say('door_handle')).fill('tour-visitor');
	await press('door_continue');
	await look(page, 'a passphrase');
	await main.getByLabel(say('door_passphrase_own'), { exact: true }).check();
	await main.getByLabel(say('door_passphrase_own_label')).fill('short');
	await press('door_continue');
	await look(page, 'a passphrase refused');
	await main.getByLabel(say('door_passphrase_suggested')).check();
	await press('door_continue');
	await look(page, 'the recovery phrase');
	await press('door_written');
	await look(page, 'two groups asked back');
}

/** The first pages of a server that nobody runs yet. */
export async function setUp({ page, locale, look, address }: Tour & { address: string }): Promise<void> {
	const say = words(locale);
	const button = page.getByRole('main').getByRole('button', { name: say('door_continue'), exact: true });
	const inLanguage = address.replace(/(\/[a-z]{2})?\/setup/, `/${locale}/setup`);
	await page.goto(inLanguage);
	await look(page, 'set-up');
	await button.last().click();
	await look(page, 'set-up, the passphrase');
	await page.goto(`${inLanguage}x`);
	await look(page, 'set-up, closed');
}

/** What a member of the demo's cohort sees. Leaves her signed out. */
export async function memberPages({ page, locale, look }: Tour): Promise<void> {
	const say = words(locale);
	await signIn(page, 'amal', locale);
	const cohort = await cohortAddress(page, locale);
	const visit = async (path: string) => {
		expect((await page.goto(path))?.status(), path).toBe(200);
		await look(page, path.replace(cohort, '/cohort'));
	};
	for (const path of ['', '/my', '/cohorts', '/courses/2', '/courses/2/1', '/courses/2/2'])
		await visit(`/${locale}${path}`);
	await visit(cohort);
	await page.getByRole('link', { name: say('cohort_leave') }).click();
	await expect(page.getByRole('heading', { name: say('cohort_leave_title') })).toBeVisible();
	await look(page, 'leave the cohort?');
	for (const path of ['/threads/new', '/prompt/2.1/d-moved']) await visit(`${cohort}${path}`);
	await page.locator('#write').getByRole('textbox').fill(' ');
	await page.locator('#write').getByRole('button').click();
	await expect(page.getByRole('alert')).toBeVisible();
	await look(page, 'an empty post');

	await page.goto(`${cohort}/prompt/2.2/d-signs`);
	await look(page, 'thread');
	await page
		.getByRole('link', { name: say('delete'), exact: true })
		.first()
		.click();
	await expect(page.getByRole('heading', { name: say('forum_delete_title') }).first()).toBeVisible();
	await look(page, 'delete a post?');
	await page.goto(`${cohort}/prompt/2.2/d-signs`);
	await page
		.getByRole('link', { name: say('forum_edit'), exact: true })
		.first()
		.click();
	await look(page, 'change a post');
	await page.goto(cohort);
	await page.locator('section[aria-labelledby=meetings]').getByRole('link').first().click();
	await look(page, 'meeting');

	expect((await page.goto(`/${locale}/cohorts/new`))?.status()).toBe(404);
	await look(page, 'a trainer’s page, to a learner');
	await page.goto(cohort);
	await page.context().clearCookies();
	await page.getByText(say('cohort_alias_change')).click();
	await page.getByLabel(say('cohort_alias')).fill('a name that is lost on the way');
	await page.getByRole('button', { name: say('save') }).click();
	await expect(page.getByRole('heading', { name: say('error_signed_out_title') })).toBeVisible();
	await look(page, '401');
}

/** What a trainer sees besides. */
export async function trainerPages({ page, locale, look }: Tour): Promise<void> {
	const say = words(locale);
	await signIn(page, 'trainer', locale);
	const cohort = await cohortAddress(page, locale);
	const visit = async (path: string) => {
		expect((await page.goto(path))?.status(), path).toBe(200);
		await look(page, path.replace(cohort, '/cohort'));
	};
	for (const path of ['/cohorts', '/cohorts/new', '/courses/2', '/courses/2/1', '/courses/2/1/guide'])
		await visit(`/${locale}${path}`);
	for (const path of ['', '/people', '/settings', '/meetings/new']) await visit(`${cohort}${path}`);
	await page.goto(`${cohort}/prompt/2.2/d-signs`);
	await page
		.getByRole('link', { name: say('forum_hide'), exact: true })
		.first()
		.click();
	await look(page, 'hide a post');
	await makeCodes(page, locale, cohort);
	await look(page, 'fresh codes');
	await page.goto(`/${locale}/sign-out`);
	await look(page, 'sign out?');
}

/** The address of the signed-in person's first cohort. */
export async function cohortAddress(page: Page, locale: string): Promise<string> {
	await page.goto(`/${locale}/cohorts`);
	const link = page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link');
	return (await link.first().getAttribute('href')) ?? '';
}

/** One code for one new member, made by the trainer who is signed in. */
export async function makeCodes(page: Page, locale: string, cohort: string): Promise<string> {
	await page.goto(`${cohort}/people`);
	await page.getByRole('button', { name: words(locale)('cohort_codes_make') }).click();
	return (await page.locator('.strip .secret').first().textContent()) ?? '';
}

/** A code for the tour of the door, made by the demo's trainer. */
export async function codeFromTrainer(page: Page): Promise<string> {
	await signIn(page, 'trainer', 'en');
	const code = await makeCodes(page, 'en', await cohortAddress(page, 'en'));
	await page.context().clearCookies();
	return code;
}
