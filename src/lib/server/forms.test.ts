import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { readForm } from './forms.ts';

const rule = v.strictObject({
	text: v.pipe(v.string(), v.trim(), v.nonEmpty('empty'), v.maxLength(20, 'too-long')),
	many: v.optional(v.array(v.string()), []),
	agreed: v.optional(v.literal('yes'))
});

const ADDRESS = 'http://127.0.0.1/form';
const sent = (fields: [string, string][]) =>
	readForm(new Request(ADDRESS, { method: 'POST', body: new URLSearchParams(fields) }), rule);
const raw = (body: BodyInit, type: string) =>
	readForm(new Request(ADDRESS, { method: 'POST', body, headers: { 'content-type': type } }), rule);
const multipart = (fields: [string, string | Blob][]) => {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	return readForm(new Request(ADDRESS, { method: 'POST', body: form }), rule);
};

describe('a form that keeps to its rule', () => {
	test('is read, with boxes ticked several times as a list', async () => {
		const fields: [string, string][] = [
			['text', ' hello '],
			['many', 'a'],
			['many', 'b']
		];
		expect(await sent(fields)).toEqual({ ok: true, data: { text: 'hello', many: ['a', 'b'] } });
		expect(await multipart(fields)).toEqual({ ok: true, data: { text: 'hello', many: ['a', 'b'] } });
	});

	test('may leave out what is optional, and one box ticked is a list too', async () => {
		expect(await sent([['text', 'x']])).toEqual({ ok: true, data: { text: 'x', many: [] } });
		const one = await sent([
			['text', 'x'],
			['many', 'a']
		]);
		expect(one).toMatchObject({ ok: true, data: { many: ['a'] } });
	});
});

describe('asvs:2.2.1 a form that does not', () => {
	const long = 'a'.repeat(21);
	test.each([
		['nothing typed', [['text', '  ']], { text: 'empty' }, { text: '  ' }],
		['too much typed', [['text', long]], { text: 'too-long' }, { text: long }],
		['a field missing', [], { text: 'empty' }, {}],
		[
			'a value nobody offered',
			[
				['text', 'x'],
				['agreed', 'no']
			],
			{ agreed: 'empty' },
			{ text: 'x', agreed: 'no' }
		],
		[
			'a field of another form',
			[
				['text', 'x'],
				['role', 'administrator']
			],
			{ '': 'unexpected' },
			{ text: 'x' }
		],
		[
			'one field twice',
			[
				['text', 'x'],
				['text', 'y']
			],
			{ text: 'empty' },
			{ text: 'x' }
		]
	] as [string, [string, string][], object, object][])('%s: %o', async (_, fields, problems, typed) => {
		expect(await sent(fields)).toMatchObject({ ok: false, problems, typed });
	});

	test('a file where words belong', async () => {
		const answer = await multipart([['text', new Blob(['x'])]]);
		expect(answer).toMatchObject({ ok: false, problems: { text: 'empty' }, typed: {} });
	});

	test('a NUL character in any field or name, which no database may be asked about', async () => {
		const answer = await sent([['text', 'a\0b']]);
		expect(answer).toEqual({ ok: false, problems: { '': 'unexpected' }, typed: { text: 'ab' } });
		expect(await sent([['te\0xt', 'x']])).toMatchObject({ ok: false });
	});

	test('names every object has are fields that do not belong, nothing more', async () => {
		for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
			const answer = await sent([
				['text', 'x'],
				[name, 'y']
			]);
			expect(answer, name).toMatchObject({ ok: false, problems: { '': 'unexpected' } });
		}
		expect(({} as Record<string, unknown>)['y']).toBeUndefined();
	});

	test.each([
		['not a form at all', '{"text":"x"}', 'application/json'],
		['a broken multipart body', '--b\r\nnonsense', 'multipart/form-data; boundary=b'],
		['multipart without a boundary', '--b\r\n', 'multipart/form-data']
	])('%s is refused without an error', async (_, body, type) => {
		expect(await raw(body, type)).toEqual({ ok: false, problems: { '': 'unexpected' }, typed: {} });
	});

	test('a body the server refused on the way keeps its own error', async () => {
		const refusal = new Error('Payload Too Large');
		const body = new ReadableStream({ start: (controller) => controller.error(refusal) });
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const request = new Request(ADDRESS, { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
		await expect(readForm(request, rule)).rejects.toBe(refusal);
	});

	test('whatever is sent: an answer, and only known fields in the data', async () => {
		const field = fc.tuple(
			fc.oneof(fc.constantFrom('text', 'many', 'agreed', 'role', '__proto__'), fc.string()),
			fc.oneof(fc.constantFrom('yes', 'x', '', '\0'), fc.string({ unit: 'binary' }))
		);
		await fc.assert(
			fc.asyncProperty(fc.array(field, { maxLength: 6 }), async (fields) => {
				const answer = await sent(fields);
				if (answer.ok)
					expect(['text', 'many', 'agreed']).toEqual(expect.arrayContaining(Object.keys(answer.data)));
				else expect(Object.keys(answer.problems).length).toBeGreaterThan(0);
			})
		);
	});

	test('any bytes under any form type: an answer', async () => {
		const type = fc.constantFrom('application/x-www-form-urlencoded', 'multipart/form-data; boundary=b');
		await fc.assert(
			fc.asyncProperty(fc.uint8Array(), type, async (bytes, contentType) => {
				expect(await raw(new Uint8Array(bytes), contentType)).toHaveProperty('ok');
			})
		);
	});
});
