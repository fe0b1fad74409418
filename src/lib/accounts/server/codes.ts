/**
 * A printed code of Crockford's letters, bare, however it was typed: case, spaces and hyphens do not matter, nor o
 * for 0, i or l for 1. Null when it cannot be one of this length.
 */
export function bareCode(typed: string, length: number): string | null {
	const code = typed
		.slice(0, 200)
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s\p{Pd}\p{Cf}._]/gu, '')
		.replaceAll('o', '0')
		.replace(/[il]/g, '1');
	return code.length === length && /^[0-9a-hjkmnp-tv-z]*$/.test(code) ? code : null;
}
