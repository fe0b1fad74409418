import type { IncomingMessage, ServerResponse } from 'node:http';
import { acceptedEncoding, compress, type Encoding } from './compression.ts';

/** A finished page as the app made it. */
export interface Page {
	headers: Record<string, string>;
	body: Buffer;
	/** how long it may be given out again */
	seconds: number;
}

/** A page in one encoding, ready to go out. */
interface Form {
	head: string[];
	body: Buffer;
}

interface Kept extends Page {
	until: number;
	forms: Partial<Record<Encoding, Form>>;
	size: number;
	uses: number;
}

const MAX_PAGES = 400;
const MAX_BYTES = 32 * 1024 * 1024;
/** A page asked for this often earns the slow, best compression; a crawler's single visits never do. */
const POPULAR = 4;

/**
 * Pages that are the same for everybody who is not signed in, kept in memory (never on disk) with their compressed
 * forms, so that a crowd of readers costs no rendering. The oldest make room.
 *
 * They go out as `no-store`: a copy in a browser's cache on a shared device would tell which lesson was read, and
 * that harm weighs more than a saved transfer.
 */
export function keepPages(now: () => number = Date.now) {
	const pages = new Map<string, Kept>();
	let bytes = 0;
	let polishing: Promise<unknown> = Promise.resolve();

	function remove(key: string): void {
		bytes -= pages.get(key)?.size ?? 0;
		pages.delete(key);
	}

	async function make(kept: Kept, encoding: Encoding, care: 'quick' | 'best'): Promise<Form> {
		const body = await compress(kept.body, encoding, care);
		const head = [...Object.entries(kept.headers), ['Vary', 'Accept-Encoding']].flat();
		if (encoding !== 'identity') head.push('Content-Encoding', encoding);
		head.push('Content-Length', String(body.length));
		return (kept.forms[encoding] = { head, body });
	}

	/** Best compression, one page at a time, in the background. */
	function polish(kept: Kept): void {
		const best = () => make(kept, 'br', 'best');
		// Should it fail, the quick form stays.
		polishing = polishing.then(best).catch(() => null);
	}

	function give({ head, body }: Form, req: IncomingMessage, res: ServerResponse): void {
		if (res.destroyed) return;
		res.writeHead(200, head);
		res.end(req.method === 'HEAD' ? undefined : body);
	}

	return {
		/** The key of a request whose answer may be kept, or null: no cookie, no query, no second spelling of a path. */
		key(req: IncomingMessage, origin: string): string | null {
			const path = req.url ?? '';
			if (req.method !== 'GET' && req.method !== 'HEAD') return null;
			if (req.headers.cookie !== undefined || path.length > 300 || /[?%]/.test(path)) return null;
			return `${origin} ${path}`;
		},

		put(key: string, page: Page): void {
			const before = pages.get(key);
			const same = before?.body.equals(page.body);
			remove(key);
			// Three forms: as it is, and two compressed ones of about a quarter each.
			const size = Math.ceil(page.body.length * 1.5);
			pages.set(key, {
				...page,
				size,
				until: now() + page.seconds * 1000,
				forms: same && before ? before.forms : {},
				uses: same && before ? before.uses : 0
			});
			bytes += size;
			for (const oldest of pages.keys()) {
				if (pages.size <= MAX_PAGES && bytes <= MAX_BYTES) break;
				remove(oldest);
			}
		},

		/** Answers from memory, with the policy's headers as they were kept; false when the page is not there (any more). */
		answer(key: string, req: IncomingMessage, res: ServerResponse): boolean {
			const kept = pages.get(key);
			if (!kept || kept.until <= now()) return false;
			if (++kept.uses === POPULAR) polish(kept);
			const encoding = acceptedEncoding(req.headers['accept-encoding']);
			const form = kept.forms[encoding];
			if (form) give(form, req, res);
			else
				make(kept, encoding, 'quick').then(
					(made) => give(made, req, res),
					(error: unknown) => res.destroy(error as Error)
				);
			return true;
		},

		/** Forgets everything, for when the app knows that pages changed. */
		clear(): void {
			pages.clear();
			bytes = 0;
		},

		get count(): number {
			return pages.size;
		}
	};
}

export type KeptPages = ReturnType<typeof keepPages>;
