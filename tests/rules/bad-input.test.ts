import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { startServer, type RunningServer } from '#tests/support/server.ts';
import { formsIn, type PageForm } from './forms-in-pages.ts';
import { everything, oneRow, Visitor, type Answer } from './visitor.ts';

let server: RunningServer;
let learner: Visitor;
let stranger: Visitor;
let cohort = '';
let thread = '';
beforeAll(async () => {
	const weather = new URL('./weather.mjs', import.meta.url).href;
	server = await startServer({ demo: true, env: { NODE_OPTIONS: `--import=${weather}` } });
	stranger = new Visitor(server);
	learner = await new Visitor(server).signIn('celeste');
	({ id: thread = '', cohort_id: cohort = '' } = oneRow(
		server,
		'select id, cohort_id from thread where element_id is null'
	));
});
afterAll(() => server.stop());

const inEnglish = { locale: 'en' } as const;
const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const posts = () => Number(oneRow(server, 'select count(*) as n from post')['n']);
const attempts = () => Number(oneRow(server, 'select count(*) as n from attempt')['n']);

/** The form in a page that has a field of this name and, if asked, this value. */
async function formOf(visitor: Visitor, address: string, name: string, value?: string): Promise<PageForm> {
	const { body, status } = await visitor.get(address);
	const found = formsIn(address, body).find(({ fields }) =>
		fields.some(([field, held]) => field === name && (value === undefined || held === value))
	);
	if (!found) throw new Error(`${address} (${status}) has no form with ${name}`);
	return found;
}

const filled = ({ fields }: PageForm, changes: Record<string, string | undefined>): [string, string][] => [
	...fields.filter(([name]) => !(name in changes)),
	...Object.entries(changes).filter((change): change is [string, string] => change[1] !== undefined)
];

function expectNothingLeaks(answer: Answer): void {
	expect(answer.body).not.toMatch(
		/\n\s+at .+:\d+|node_modules|\.(ts|js|svelte):\d+|\/work\/|SQLITE|drizzle|TypeError/
	);
}

describe('a post', () => {
	const address = () => `/en/cohorts/${cohort}/threads/${thread}`;
	const replyForm = () => formOf(learner, address(), 'text');

	test('with nothing in it comes back with a sentence', async () => {
		const form = await replyForm();
		const before = posts();
		for (const text of ['', ' \n\t ']) {
			const answer = await learner.post(form.action, filled(form, { text }));
			expect(answer.status).toBe(422);
			expect(answer.body).toContain(m.forum_post_empty({}, inEnglish));
		}
		expect(posts()).toBe(before);
	});

	test('asvs:1.2.1 asvs:2.2.2 of 50,000 characters comes back whole', async () => {
		const form = await replyForm();
		const before = posts();
		const text = `<b>"Words & more"</b> كلمات ${'слово '.repeat(8400)}`.slice(0, 50_000);
		const answer = await learner.post(form.action, filled(form, { text }));
		expect(answer.status).toBe(422);
		expect(answer.body).toContain(m.forum_post_long({}, inEnglish));
		const [again] = formsIn(address(), answer.body).filter(({ fields }) =>
			fields.some(([name]) => name === 'text')
		);
		expect(Object.fromEntries(again?.fields ?? [])['text']).toBe(text);
		expect(answer.body).not.toContain('<b>"Words');
		expect(posts()).toBe(before);
	});

	test('asvs:15.3.3 with a field that does not belong is not taken, and its text comes back', async () => {
		const form = await replyForm();
		const before = everything(server, ['session']);
		const text = 'I wrote this with care.';
		for (const extra of [
			{ role: 'administrator' },
			{ authorId: 'x' },
			{ __proto__x: '1' },
			{ 'text[]': 'a' }
		]) {
			const answer = await learner.post(form.action, filled(form, { text, ...extra }));
			expect(answer.status).toBe(422);
			expect(answer.body).toContain(escaped(m.problem_unexpected({}, inEnglish)));
			expect(answer.body).toContain(text);
		}
		expect(everything(server, ['session'])).toEqual(before);
	});

	test('asvs:5.2.1 larger than half a megabyte is refused before it is read', async () => {
		const form = await replyForm();
		const before = posts();
		const answer = await learner.post(form.action, filled(form, { text: 'x'.repeat(600_000) }));
		expect(answer.status).toBe(413);
		expect(answer.body).toContain(escaped(m.error_too_large({}, inEnglish)));
		expectNothingLeaks(answer);
		expect(posts()).toBe(before);
	});

	test('sent five times at once is one post', async () => {
		const form = await replyForm();
		const before = posts();
		const fields = filled(form, { text: 'Once is enough.' });
		const answers = await Promise.all(Array.from({ length: 5 }, () => learner.post(form.action, fields)));
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
		expect(new Set(answers.map(({ to }) => to)).size).toBe(1);
		expect(posts()).toBe(before + 1);
	});

	test('written while the session ended is given back with the refusal', async () => {
		const form = await replyForm();
		const before = everything(server);
		const text = 'A long <i>answer</i> that took me an hour & a half.';
		const answer = await stranger.post(form.action, filled(form, { text }));
		expect(answer.status).toBe(401);
		expect(answer.body).toContain(escaped(m.error_signed_out_title({}, inEnglish)));
		expect(answer.body.replaceAll('&gt;', '>')).toContain(escaped(text));
		expect(answer.body).not.toContain('<i>answer');
		expect(everything(server)).toEqual(before);
	});
});

describe('an answer to a quiz', () => {
	const lesson = '/en/courses/2/2';
	let form: PageForm;
	let choice = '';
	beforeEach(async () => {
		const { body } = await learner.get(lesson);
		form = formsIn(lesson, body).find(({ action }) => action.includes('/answer')) ?? {
			action: '',
			fields: []
		};
		const element = Object.fromEntries(form.fields)['element'] ?? '';
		choice = new RegExp(`id="${element}-[^"]+"[^>]*name="choice"[^>]*value="([^"]+)"`).exec(body)?.[1] ?? '';
		expect([form.action.includes('/answer'), choice !== '']).toEqual([true, true]);
	});

	test('asvs:2.2.2 that names no choice, or chooses nothing, is told so and not kept', async () => {
		const before = attempts();
		const none = await learner.post(form.action, form.fields);
		expect(none.status).toBe(422);
		expect(none.body).toContain(m.quiz_nothing_chosen({}, inEnglish));
		for (const wrong of ['no-such-choice', '', '__proto__', 'x'.repeat(64)]) {
			const answer = await learner.post(form.action, filled(form, { choice: wrong }));
			expect(answer.status, wrong).toBe(422);
		}
		expect(attempts()).toBe(before);
	});

	test('to an element that is not there, or with a field that does not belong, is not taken', async () => {
		const before = attempts();
		for (const change of [{ element: 'q-nowhere' }, { element: 'constructor' }, { right: 'true' }]) {
			const answer = await learner.post(form.action, filled(form, { choice, ...change }));
			expect(answer.status, JSON.stringify(change)).toBe(422);
		}
		expect(attempts()).toBe(before);
	});

	test('to an older text says that the page is stale', async () => {
		const before = attempts();
		for (const visitor of [learner, stranger]) {
			const answer = await visitor.post(form.action, filled(form, { choice, version: 'an-older-version' }));
			expect(answer.status).toBe(409);
			expect(answer.body).toContain(escaped(m.problem_stale({}, inEnglish)));
		}
		expect(attempts()).toBe(before);
	});

	test('sent five times at once counts once', async () => {
		const before = attempts();
		const fields = filled(form, { choice });
		const answers = await Promise.all(Array.from({ length: 5 }, () => learner.post(form.action, fields)));
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
		expect(attempts()).toBe(before + 1);
	});

	test('without an account is judged and not kept', async () => {
		const before = everything(server, ['bucket']);
		const answer = await stranger.post(form.action, filled(form, { choice }));
		expect(answer.status).toBe(200);
		expect(everything(server, ['bucket'])).toEqual(before);
	});
});

describe('asvs:16.5.3 a database', () => {
	const weatherFile = () => path.join(server.dataDir, 'weather');
	const address = () => `/en/cohorts/${cohort}/threads/${thread}`;
	const text = `Words that must not be lost. ${'They are many. '.repeat(600)}`;

	async function expectKept(status: number, sentence: string): Promise<void> {
		const form = await formOf(learner, address(), 'text');
		const before = everything(server, ['session']);
		const answer = await learner.post(form.action, filled(form, { text }));
		expect(answer.status).toBe(status);
		expect(answer.body).toContain(escaped(sentence));
		expect(answer.body).toContain(text);
		expectNothingLeaks(answer);
		// Everybody goes on reading.
		for (const page of [address(), '/en/my', '/en/courses/2/1'])
			expect((await learner.get(page)).status).toBe(200);
		// A form that keeps nothing typed says the same in a page of its own.
		const done = await learner.post('/en/courses/2/1?/done');
		expect(done.status).toBe(status === 507 ? 303 : 503);
		if (status !== 507) expect(everything(server, ['session'])).toEqual(before);
	}

	async function expectFair(): Promise<void> {
		const form = await formOf(learner, address(), 'text');
		expect((await learner.post(form.action, filled(form, { text: 'Fair again.' }))).status).toBe(303);
	}

	test('that is full gives the words back', async () => {
		writeFileSync(weatherFile(), 'full');
		const before = posts();
		await expectKept(507, m.problem_full({}, inEnglish));
		rmSync(weatherFile());
		expect(posts()).toBe(before);
		await expectFair();
	});

	test('that may only be read gives the words back', async () => {
		writeFileSync(weatherFile(), 'readonly');
		await expectKept(503, m.problem_readonly({}, inEnglish));
		rmSync(weatherFile());
		await expectFair();
	});

	test('held by another program gives the words back after a while, and stops no reader', async () => {
		const other = new Database(path.join(server.dataDir, 'kade.db'));
		other.exec('BEGIN IMMEDIATE');
		const form = await formOf(learner, address(), 'text');
		let isAnswered = false;
		const writing = learner.post(form.action, filled(form, { text })).finally(() => (isAnswered = true));
		const began = performance.now();
		for (const page of ['/en/my', address(), '/en/courses/2/2', '/ar/courses'])
			expect((await learner.get(page)).status).toBe(200);
		expect(performance.now() - began).toBeLessThan(3000);
		expect(isAnswered).toBe(false);
		const answer = await writing;
		expect(answer.status).toBe(503);
		expect(answer.body).toContain(escaped(m.problem_busy({}, inEnglish)));
		expect(answer.body).toContain(text);
		other.exec('ROLLBACK');
		other.close();
		await expectFair();
	});
});
