import { afterAll, beforeAll, expect, test } from 'vitest';
import { deviceCookieNames, sessionCookieNames } from '#lib/server/policy.ts';
import { CAST, PASSPHRASE } from '#lib/operations/server/people.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';

/** The flood, or an honest sample of it that a busy machine can bear: only its answers are judged. */
const FLOOD = process.env.LONG ? { perSecond: 200, seconds: 60 } : { perSecond: 50, seconds: 4 };
const READERS = 4;
const LESSONS = ['/en/courses/2/1', '/ar/courses/2/1', '/en/courses/2/2', '/en/courses'];
const VICTIM = CAST.irina.handle;

let server: RunningServer;
beforeAll(async () => {
	server = await startServer({ demo: true });
});
afterAll(() => server.stop());

interface Answer {
	status: number;
	retryAfter: string | null;
	cookies: string[];
	milliseconds: number;
}

async function send(address: string, fields?: Record<string, string>, cookie = ''): Promise<Answer> {
	const began = performance.now();
	const answer = await fetch(server.origin + address, {
		redirect: 'manual',
		headers: { accept: 'text/html', origin: server.origin, ...(cookie && { cookie }) },
		...(fields && { method: 'POST', body: new URLSearchParams(fields) })
	});
	await answer.arrayBuffer();
	return {
		status: answer.status,
		retryAfter: answer.headers.get('retry-after'),
		cookies: answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? ''),
		milliseconds: performance.now() - began
	};
}

const signIn = (passphrase: string, cookie = '') =>
	send('/en/sign-in', { handle: VICTIM, passphrase }, cookie);
const pause = (milliseconds: number) => new Promise((later) => setTimeout(later, milliseconds));

/** Guesses at an even pace, whether or not the earlier ones were answered, as an attacker would. */
async function flood(until: number): Promise<Answer[]> {
	const sent: Promise<Answer>[] = [];
	const began = performance.now();
	while (performance.now() < until) {
		const due = Math.floor(((performance.now() - began) / 1000) * FLOOD.perSecond);
		while (sent.length < due) sent.push(signIn(`guess number ${sent.length}`));
		await pause(5);
	}
	return Promise.all(sent);
}

async function read(until: number): Promise<Answer[]> {
	const answers: Answer[] = [];
	while (performance.now() < until) {
		// A mark in the address, so that no page comes from memory.
		const page = `${LESSONS[answers.length % LESSONS.length]}?text=en&n=${answers.length}`;
		answers.push(await send(page));
		await pause(50);
	}
	return answers;
}

const p95 = (answers: Answer[]) =>
	answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)[Math.floor(answers.length * 0.95)] ??
	0;

test(
	`under ${FLOOD.perSecond} guesses a second readers read and the victim signs in (asvs:6.1.1, asvs:6.3.1)`,
	{ timeout: FLOOD.seconds * 1000 * 4 + 60_000 },
	async () => {
		const { cookies } = await signIn(PASSPHRASE);
		const device = cookies.find((cookie) => cookie.startsWith(`${deviceCookieNames.plain}=`)) ?? '';
		expect(device).not.toBe('');

		const until = performance.now() + FLOOD.seconds * 1000;
		const attack = flood(until);
		const readers = Promise.all(Array.from({ length: READERS }, () => read(until)));
		// In the thick of it, when the tries for her handle are long gone.
		await pause(FLOOD.seconds * 500);
		const stranger = await signIn(PASSPHRASE);
		let owner = await signIn(PASSPHRASE, device);
		// "Busy, come back in five seconds" is an honest answer; a lockout is not.
		for (let i = 0; owner.status === 503 && i < 5; i++) {
			await pause(Number(owner.retryAfter) * 1000);
			owner = await signIn(PASSPHRASE, device);
		}
		const guesses = await attack;
		const pages = (await readers).flat();

		const tally: Record<number, number> = {};
		for (const { status } of guesses) tally[status] = (tally[status] ?? 0) + 1;
		console.log('guesses by status', tally, `${pages.length} pages, p95 ${p95(pages).toFixed()} ms`);

		expect(stranger.status).toBe(429);
		expect(owner.status).toBe(303);
		expect(owner.cookies.join()).toContain(`${sessionCookieNames.plain}=`);
		expect(pages.length).toBeGreaterThanOrEqual(READERS);
		expect(pages.filter(({ status }) => status !== 200)).toEqual([]);
		// Five tries, then one a minute, for each of which the handle was really checked.
		expect(tally[422] ?? 0).toBeLessThanOrEqual(5 + Math.ceil(FLOOD.seconds / 60) + 1);
		for (const { status, retryAfter } of guesses) {
			expect([422, 429, 503]).toContain(status);
			if (status !== 422) expect(Number(retryAfter)).toBeGreaterThan(0);
		}
		if (process.env.LONG) expect(p95(pages)).toBeLessThan(500);
	}
);
