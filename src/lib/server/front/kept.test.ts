import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { keepPages } from './kept.ts';

test('a kept page ends after its seconds', async () => {
	let clock = 1_000_000;
	const pages = keepPages(() => clock);
	pages.put('o /', { headers: {}, body: Buffer.from('page'), seconds: 60 });
	const req = { method: 'GET', headers: {} } as IncomingMessage;
	const given: string[] = [];
	const res = {
		setHeader() {},
		end: (body: Buffer) => given.push(body.toString())
	} as unknown as ServerResponse;

	clock += 59_000;
	expect(await pages.answer('o /', req, res)).toBe(true);
	clock += 1_000;
	expect(await pages.answer('o /', req, res)).toBe(false);
	expect(given).toEqual(['page']);
});
