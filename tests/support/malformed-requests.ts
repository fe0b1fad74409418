import type { RawRequest } from './raw-http.ts';

/** A form of the site: where it is sent and what a browser would send. */
export interface Form {
	address: string;
	fields: [name: string, value: string][];
	cookie: string;
}

export interface Malformed extends RawRequest {
	kind: string;
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

const FORM = 'application/x-www-form-urlencoded';

/** Fields no form of ours has, by which somebody might make herself more than she is. */
const GRANTS = [
	['role', 'administrator'],
	['verified', 'true'],
	['cohort_id', '1'],
	['cohortRole', 'trainer'],
	['accountId', '1'],
	['isAdmin', '1'],
	['__proto__', 'x'],
	['constructor', 'x'],
	['handle[role]', 'administrator']
] as const;

/**
 * Endless malformed requests, the same for the same seed. Each is one thing done wrong to a page or a form of the
 * site; those that are whole ask for the connection to be closed.
 */
export function malformedRequests(seed: number, host: string, forms: Form[]): () => Malformed {
	const random = randomFrom(seed);
	const upTo = (n: number) => Math.floor(random() * n);
	const pick = <T>(from: readonly T[]): T => from[upTo(from.length)] as T;
	const bytes = (n: number) => Buffer.from(Array.from({ length: n }, () => upTo(256)));
	const pages = ['/en', '/ar/courses', '/en/courses/2/1', '/en/sign-in', '/en/join', '/en/my', '/en/none'];

	const values = () =>
		pick([
			() => '[' + '['.repeat(upTo(3000)),
			() => '{"a":'.repeat(upTo(2000)) + '1',
			() => 'NaN',
			() => String(-upTo(1e9)),
			() => '9'.repeat(1 + upTo(400)),
			() => '1e999',
			() => '[object Object]',
			() => 'true',
			() => '',
			() => "' or 1=1 --",
			() => '%00',
			() => '%ff%fe%ed%a0%80',
			() => '%',
			() => '%zz',
			() => '\u202e\u0000\ufffe',
			() => bytes(1 + upTo(40)).toString('latin1'),
			() => 'x'.repeat(upTo(60_000))
		])();

	const head = (method: string, address: string, lines: string[]) =>
		Buffer.from([`${method} ${address} HTTP/1.1`, ...lines, '', ''].join('\r\n'), 'latin1');
	const usual = ({ cookie = '' } = {}) => [
		`Host: ${host}`,
		`Origin: http://${host}`,
		'Accept: text/html',
		'Connection: close',
		...(cookie ? [`Cookie: ${cookie}`] : [])
	];
	const post = (form: Form, body: Buffer, type = FORM): RawRequest => ({
		parts: [
			head('POST', form.address, [...usual(form), `Content-Type: ${type}`, `Content-Length: ${body.length}`]),
			body
		],
		whole: true
	});
	/** Written by hand: percent signs and bytes of a value stay as they are. */
	const encoded = (fields: readonly (readonly [string, string])[]) =>
		Buffer.from(fields.map(([name, value]) => `${name}=${value.replace(/[&+ ]/g, '_')}`).join('&'), 'latin1');
	const chunked = (body: string, whole: boolean): RawRequest => {
		const form = pick(forms);
		const lines = [...usual(form), `Content-Type: ${FORM}`, 'Transfer-Encoding: chunked'];
		return { parts: [head('POST', form.address, lines), Buffer.from(body, 'latin1')], whole };
	};

	const kinds: Record<string, () => RawRequest> = {
		'bad chunk size': () =>
			chunked(
				`${pick(['zz', '-1', 'ffffffffffffffff', '0x5', ' ', '5;;;', '5\n'])}\r\nhello\r\n0\r\n\r\n`,
				false
			),
		'chunk shorter or longer than said': () =>
			chunked(`${upTo(40).toString(16)}\r\n${'a'.repeat(upTo(40))}\r\n0\r\n\r\n`, false),
		'no last chunk': () => chunked('5\r\nhello\r\n', false),
		'wrong Content-Length': () => {
			const form = pick(forms);
			const body = encoded(form.fields);
			const said = pick([
				body.length + 1 + upTo(1e6),
				'-1',
				'1e3',
				'0x10',
				'',
				'99999999999999999999',
				'1, 2'
			]);
			const lines = [...usual(form), `Content-Type: ${FORM}`, `Content-Length: ${said}`];
			return { parts: [head('POST', form.address, lines), body], whole: false };
		},
		'both lengths': () => {
			const form = pick(forms);
			const te = pick(['chunked', ' chunked', 'Chunked', 'x, chunked', 'chunked, identity']);
			const lines = [...usual(form), `Content-Length: ${upTo(9)}`, `Transfer-Encoding: ${te}`];
			const smuggled = `0\r\n\r\nGET /en/my HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
			return { parts: [head('POST', form.address, lines), Buffer.from(smuggled)], whole: false };
		},
		'huge headers': () => {
			const long = pick([
				() => [`X-Long: ${'a'.repeat(16_000 + upTo(60_000))}`],
				() => Array.from({ length: 1500 + upTo(1500) }, (_, i) => `X-${i}: a`),
				() => [`Cookie: ${'kade=x; '.repeat(200 + upTo(3000))}`]
			])();
			return { parts: [head('GET', pick(pages), [...usual(), ...long])], whole: true };
		},
		'bad header line': () => {
			const line = pick(['no colon', ': empty', 'A B: c', 'A\0: b', 'X: a\0b', ' folded: x', 'X\x7f: \xff']);
			return { parts: [head('GET', pick(pages), [...usual(), line])], whole: false };
		},
		'bare line feeds': () => {
			const text = head('GET', pick(pages), usual()).toString('latin1');
			return {
				parts: [Buffer.from(text.replaceAll('\r\n', pick(['\n', '\r', '\n\r'])), 'latin1')],
				whole: false
			};
		},
		'bytes in an address': () => {
			const odd = pick([
				'%00',
				'%ff',
				'%c0%af',
				'%ed%a0%80',
				'%',
				'%2',
				'\xff',
				'\0',
				' ',
				'%2e%2e%2f',
				'\\'
			]);
			return {
				parts: [head('GET', `${pick(pages)}${pick(['/', '?text=', '?next='])}${odd}`, usual())],
				whole: false
			};
		},
		'odd request line': () => {
			const line = pick([
				'GET',
				'GET /en',
				'GET /en HTTP/9.9',
				'get /en HTTP/1.1',
				'GET  /en HTTP/1.1',
				'PRI * HTTP/2.0',
				'CONNECT a:1 HTTP/1.1',
				'OPTIONS * HTTP/1.1',
				'GET http://a/ HTTP/1.1',
				'GET //a/b HTTP/1.1'
			]);
			return { parts: [Buffer.from([line, ...usual(), '', ''].join('\r\n'))], whole: false };
		},
		'bytes of no kind': () => ({ parts: [bytes(1 + upTo(2000))], whole: false }),
		'cut off anywhere': () => {
			const form = pick(forms);
			const all = Buffer.concat(post(form, encoded(form.fields)).parts);
			return { parts: [all.subarray(0, upTo(all.length))], whole: false };
		},
		'odd cookie': () => {
			const cookie = `kade=${pick([
				bytes(60)
					.toString('latin1')
					.replace(/[\r\n\0]/g, ''),
				'x'.repeat(5000),
				`${'a'.repeat(16)}.${'b'.repeat(43)}`,
				'%00',
				'"',
				'; kade=; kade-d=x'
			])}`;
			return { parts: [head('GET', pick(pages), usual({ cookie }))], whole: false };
		},
		'deep JSON': () => {
			const depth = 1 + upTo(60_000);
			const body = Buffer.from(pick(['[', '{"a":']).repeat(depth));
			return post(
				pick(forms),
				body,
				pick(['application/json', 'text/plain', FORM, 'application/x-sveltekit-formdata'])
			);
		},
		'broken multipart': () => {
			const type = `multipart/form-data${pick(['', '; boundary=b', '; boundary=', `; boundary=${'b'.repeat(300)}`])}`;
			const part = pick([
				'--b\r\n',
				'--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--',
				'--b--',
				'--b\r\nContent-Disposition: form-data; name="text"; filename="a\0"\r\n\r\nx\r\n--b--\r\n'
			]);
			return post(pick(forms), Buffer.from(part), type);
		},
		'wrong type in a field': () => {
			const form = pick(forms);
			const at = upTo(form.fields.length);
			return post(form, encoded(form.fields.map(([name, value], i) => [name, i === at ? values() : value])));
		},
		'duplicate field': () => {
			const form = pick(forms);
			return post(form, encoded([...form.fields, [pick(form.fields)[0], values()]]));
		},
		'field left out': () => {
			const form = pick(forms);
			const at = upTo(form.fields.length);
			return post(form, encoded(form.fields.filter((_, i) => i !== at)));
		},
		'mass assignment': () => {
			const form = pick(forms);
			return post(form, encoded([...form.fields, pick(GRANTS)]));
		}
	};
	const names = Object.keys(kinds);
	return () => {
		const kind = pick(names);
		return { kind, ...(kinds[kind] as () => RawRequest)() };
	};
}
