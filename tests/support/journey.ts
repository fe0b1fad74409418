import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { CAST, PASSPHRASE, type Actor } from '#lib/operations/server/people.ts';
import { comeBack } from './newcomer.ts';
import { startServer, type RunningServer } from './server.ts';

/** Where "Leave this page" leads in the journeys. Never reached: the test answers for it. */
export const EXIT = 'https://exit.invalid/';

interface Fixtures {
	/** Servers a page may talk to. */
	origins: string[];
	/** One more server, empty: it waits to be set up. */
	empty: RunningServer;
	/** What went wrong out of sight: requests to other hosts, refusals of the content policy, errors of scripts. */
	faults: string[];
	/** Another person on another device, watched like the first. */
	someoneElse: (locale?: string) => Promise<Page>;
}

interface WorkerFixtures {
	/** The demo with its cast, or an empty server that waits to be set up. */
	stage: 'demo' | 'production';
	server: RunningServer;
}

/** A journey starts at a server of its own worker, and ends in a failure when a page did something out of sight. */
export const test = base.extend<Fixtures, WorkerFixtures>({
	stage: ['demo', { scope: 'worker', option: true }],
	server: [
		async ({ stage }, use) => {
			const server = await startServer({ demo: stage === 'demo', env: { EXIT_URL: EXIT } });
			await use(server);
			await server.stop();
		},
		{ scope: 'worker' }
	],
	baseURL: async ({ server }, use) => use(server.origin),
	// eslint-disable-next-line no-empty-pattern -- Playwright reads here what a fixture needs: nothing
	faults: async ({}, use) => {
		const faults: string[] = [];
		await use(faults);
		expect(faults, 'what happened out of sight').toEqual([]);
	},
	origins: async ({ server }, use) => use([server.origin]),
	empty: async ({ origins }, use) => {
		const empty = await startServer({ env: { EXIT_URL: EXIT } });
		origins.push(empty.origin);
		await use(empty);
		await empty.stop();
	},
	context: async ({ context, origins, faults }, use) => {
		await watch(context, origins, faults);
		await use(context);
	},
	someoneElse: async ({ browser, origins, faults }, use) => {
		const contexts: BrowserContext[] = [];
		await use(async (locale = 'en') => {
			const context = await browser.newContext({ locale });
			contexts.push(context);
			await watch(context, origins, faults);
			return context.newPage();
		});
		for (const context of contexts) await context.close();
	}
});

async function watch(context: BrowserContext, origins: string[], faults: string[]): Promise<void> {
	await context.route('**/*', (route) => {
		const url = route.request().url();
		if (origins.includes(new URL(url).origin)) return route.continue();
		if (url === EXIT) return route.fulfill({ contentType: 'text/html', body: '<h1>Elsewhere</h1>' });
		faults.push(`a request to ${url}`);
		return route.abort();
	});
	context.on('weberror', (error) => faults.push(String(error.error())));
	context.on('console', (message) => {
		const answered = message.text().startsWith('Failed to load resource');
		if (message.type() === 'error' && !answered) faults.push(message.text());
	});
}

/** One of the cast comes in through the door, in her own language or the one given. */
export const signIn = (page: Page, actor: Actor, locale: string = CAST[actor].locale): Promise<void> =>
	comeBack(page, locale, { handle: CAST[actor].handle, passphrase: PASSPHRASE });

export { expect };
