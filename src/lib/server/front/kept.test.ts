import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test, vi } from 'vitest';
import { keepPages } from './kept.ts';

test('a kept page ends after its seconds', async () => {
	let clock = 1_000_000;
	const pages = keepPages(() => clock);
	pages.put('o /', { headers: {}, body: Buffer.from('page'), seconds: 60 });
	const req = { method: 'GET', headers: {} } as IncomingMessage;
	const given: string[] = [];
	const res = {
		writeHead: () => res,
		end: (body: Buffer) => given.push(body.toString())
	} as unknown as ServerResponse;

	clock += 59_000;
	expect(pages.answer('o /', req, res)).toBe(true);
	await vi.waitFor(() => expect(given).toEqual(['page']));
	clock += 1_000;
	expect(pages.answer('o /', req, res)).toBe(false);
});
