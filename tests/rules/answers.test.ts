import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from '#tests/support/server.ts';

/** Right answers and feedback must not reach a browser before an attempt, in whatever form it asks for the page. */
let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
	server = await startServer({ demo: true });
}, 60_000);
afterAll(() => server.stop());

const LESSON = '/en/courses/2/2';
/** Feedback of the right choice of q-first, and of a wrong one. */
const RIGHT = 'There may be an innocent reason';
const WRONG = 'Unpleasant, and common';

test.each([LESSON, `${LESSON}/__data.json`, `${LESSON}?text=en`])('%s holds no answer', async (path) => {
	const body = await (await fetch(server.origin + path)).text();
	expect(body).toContain('A new cleaner asked');
	expect(body).not.toContain(RIGHT);
	expect(body).not.toContain(WRONG);
});

test('an attempt shows the feedback of what was chosen, and of nothing else', async () => {
	const page = await (await fetch(server.origin + LESSON)).text();
	const version = /name="version" value="([^"]+)"/.exec(page)?.[1] ?? '';
	const body = new URLSearchParams({ element: 'q-first', version, key: '', state: '', choice: 'b' });
	const answer = await fetch(`${server.origin}${LESSON}?/answer`, {
		method: 'POST',
		body,
		headers: { origin: server.origin, accept: 'text/html' }
	});
	const shown = await answer.text();
	expect(shown).toContain(WRONG);
	expect(shown).not.toContain(RIGHT);
});
