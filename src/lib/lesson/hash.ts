import { createHash } from 'node:crypto';

/** 16 hex digits of the SHA-256 of a source. Line endings and a byte order mark make no difference. */
export function sourceHash(source: string): string {
	const text = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
	return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
