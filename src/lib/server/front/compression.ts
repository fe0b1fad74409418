import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/** Browsers send a handful of different lines; each is read once. */
const known = new Map<string, Encoding>();

/** The best encoding the browser takes (`Accept-Encoding`, RFC 9110 section 12.5.3). */
export function acceptedEncoding(header = ''): Encoding {
	const before = known.get(header);
	if (before) return before;
	if (known.size >= 50) known.clear();
	const encoding = bestEncoding(header);
	known.set(header, encoding);
	return encoding;
}

function bestEncoding(header: string): Encoding {
	const accepted = new Set<string>();
	for (const part of header.toLowerCase().split(',')) {
		const [name = '', ...parameters] = part.split(';').map((word) => word.trim());
		if (!parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) accepted.add(name);
	}
	if (accepted.has('br')) return 'br';
	return accepted.has('gzip') ? 'gzip' : 'identity';
}

/** Whether a content type is text that gets smaller. */
export function isText(contentType: string): boolean {
	return /^(text\/|application\/(json|xml|manifest\+json|javascript)|image\/svg\+xml|[\w-]+\/[\w.-]+\+(xml|json))/.test(
		contentType
	);
}

/**
 * Compresses off the main thread.
 *
 * @param care `quick` while somebody waits, `best` for what is kept and sent many times
 */
export function compress(body: Buffer, encoding: Encoding, care: 'quick' | 'best'): Promise<Buffer> {
	if (encoding === 'identity') return Promise.resolve(body);
	if (encoding === 'gzip') return gzipAsync(body, { level: care === 'best' ? 9 : 6 });
	return brotliAsync(body, {
		params: {
			[constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
			[constants.BROTLI_PARAM_QUALITY]: care === 'best' ? 11 : 5,
			[constants.BROTLI_PARAM_LGWIN]: care === 'best' ? 22 : 18,
			[constants.BROTLI_PARAM_SIZE_HINT]: body.length
		}
	});
}
