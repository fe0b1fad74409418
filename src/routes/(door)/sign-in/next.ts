/**
 * Where to go after signing in: an address of ours in one of our languages, or null. Anything that a browser could
 * read as another site (`//evil`, `/\evil`, `/en/..//evil`, `javascript:`) is none.
 */
export function internalPath(next: string | null | undefined): string | null {
	if (!next?.startsWith('/') || !URL.canParse(next, 'http://here.invalid')) return null;
	const { origin, pathname, search } = new URL(next, 'http://here.invalid');
	if (origin !== 'http://here.invalid' || !/^\/[a-z]{2}(\/(?!\/)|$)/.test(pathname)) return null;
	return pathname + search;
}
