import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';
import { ID, trimmed } from './context.ts';
import { problem, type ProblemCode } from './problems.ts';
import type { FrontMatter, Problem } from './tree.ts';

const LONGEST = 8 * 1024;

interface Split {
	/** Null when the source does not begin with front matter. */
	yaml: string | null;
	/** The rest, with an empty line for each line of front matter, so that line numbers hold. */
	body: string;
	problems: Problem[];
}

/** Takes the lines between `---` and `---` off the top of a source. */
export function splitFrontMatter(source: string): Split {
	if (!/^---[ \t]*\n/.test(source)) return { yaml: null, body: source, problems: [] };
	const begin = source.indexOf('\n') + 1;
	const close = /^---[ \t]*$/m.exec(source.slice(begin));
	if (!close) return { yaml: null, body: source, problems: [problem(1, 1, 'front-matter-open')] };
	const end = begin + close.index;
	const lines = source.slice(0, end).split('\n').length - 1;
	const body = '\n'.repeat(lines) + source.slice(end + close[0].length);
	return { yaml: source.slice(begin, end), body, problems: [] };
}

const KEYS = [
	'id',
	'title',
	'summary',
	'minutes',
	'objectives',
	'sources',
	'reviewed_on',
	'review_by',
	'content_note',
	'completion',
	'translation'
];

/**
 * Reads front matter. `line` is the line of the source on which it begins. Every value is taken from the
 * document's nodes by hand: no aliases, no tags, no types beyond text, whole number and list of texts.
 * Null only when nothing could be read at all.
 */
export function readFrontMatter(
	yaml: string,
	line: number
): { meta: FrontMatter | null; problems: Problem[] } {
	const problems: Problem[] = [];
	const counter = new LineCounter();
	const report = (at: number, code: ProblemCode, word = '') => {
		const place = counter.linePos(at);
		problems.push(problem(line - 1 + Math.max(1, place.line), Math.max(1, place.col), code, word));
	};
	if (yaml.length > LONGEST) return { meta: null, problems: [problem(line, 1, 'front-matter-too-long')] };
	let root: unknown;
	try {
		const document = parseDocument(yaml, {
			lineCounter: counter,
			prettyErrors: false,
			logLevel: 'silent',
			schema: 'core',
			version: '1.2',
			uniqueKeys: true
		});
		for (const fault of document.errors) {
			report(fault.pos[0], 'front-matter-broken', fault.message.split('\n')[0]);
		}
		if (document.errors.length) return { meta: null, problems };
		root = document.contents;
	} catch {
		return { meta: null, problems: [problem(line, 1, 'front-matter-broken', 'it is nested too deeply')] };
	}
	if (!isMap(root))
		return { meta: null, problems: [problem(line, 1, 'front-matter-broken', 'write key: value')] };
	return { meta: new Reader(root, report).read(), problems };
}

type Report = (at: number, code: ProblemCode, word?: string) => void;

/** Reads the entries of one map, noting what does not fit. */
class Reader {
	map: YAMLMap;
	report: Report;

	constructor(map: YAMLMap, report: Report) {
		this.map = map;
		this.report = report;
	}

	read(): FrontMatter {
		this.only(KEYS);
		const id = this.text('id') ?? '';
		if (id && !ID.test(id)) this.report(this.at('id'), 'lesson-id');
		const completion = this.inner('completion', ['required']);
		return {
			id,
			title: this.text('title') ?? '',
			summary: this.text('summary') ?? '',
			minutes: this.minutes(),
			objectives: this.texts('objectives'),
			sources: this.texts('sources'),
			reviewedOn: this.date('reviewed_on'),
			reviewBy: this.date('review_by'),
			contentNote: this.text('content_note', false),
			required: completion?.texts('required') ?? [],
			translation: this.translation()
		};
	}

	node(key: string): Node | null {
		const value: unknown = this.map.get(key, true);
		return value && typeof value === 'object' && 'range' in value ? (value as Node) : null;
	}

	at(key: string): number {
		return this.node(key)?.range?.[0] ?? this.map.range?.[0] ?? 0;
	}

	only(keys: readonly string[]): void {
		for (const pair of this.map.items) {
			const key = isScalar(pair.key) ? String(pair.key.value) : '?';
			const at = isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
			if (!keys.includes(key)) this.report(at, 'front-matter-unknown', key);
		}
	}

	/** A line of text. A number is taken as its digits, since YAML reads `title: 2026` as one. */
	text(key: string, needed = true): string | null {
		const node = this.node(key);
		const value = node ? this.words(node, key) : null;
		if (!node || value === '') {
			if (needed) this.report(this.at(key), 'front-matter-missing', key);
			return null;
		}
		return value;
	}

	/** Null, with a problem, when the node is not text. */
	words(node: Node, key: string): string | null {
		if (isAlias(node)) this.report(node.range?.[0] ?? 0, 'front-matter-alias');
		else if (isScalar(node)) {
			if (node.value === null) return '';
			if (typeof node.value === 'string') return trimmed(node.value);
			if (node.source !== undefined) return trimmed(node.source);
		} else this.report(node.range?.[0] ?? 0, 'front-matter-value', key);
		return null;
	}

	texts(key: string): string[] {
		const node = this.node(key);
		if (!node || (isScalar(node) && node.value === null)) return [];
		if (!isSeq(node)) {
			this.report(this.at(key), isAlias(node) ? 'front-matter-alias' : 'front-matter-value', key);
			return [];
		}
		return node.items.flatMap((item) => this.words(item as Node, key) || []);
	}

	minutes(): number {
		const node = this.node('minutes');
		const value = isScalar(node) ? node.value : null;
		if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 600) return value;
		this.report(this.at('minutes'), node ? 'front-matter-value' : 'front-matter-missing', 'minutes');
		return 0;
	}

	date(key: string): string | null {
		const value = this.text(key, false);
		if (value === null) return null;
		const time = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
		if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(value)) return value;
		this.report(this.at(key), 'lesson-date', key);
		return null;
	}

	inner(key: string, keys: readonly string[]): Reader | null {
		const node = this.node(key);
		if (!node) return null;
		if (isMap(node)) {
			const reader = new Reader(node, this.report);
			reader.only(keys);
			return reader;
		}
		this.report(this.at(key), isAlias(node) ? 'front-matter-alias' : 'front-matter-value', key);
		return null;
	}

	translation(): FrontMatter['translation'] {
		const inner = this.inner('translation', ['of', 'status']);
		if (!inner) return null;
		const of = inner.text('of');
		const status = inner.text('status');
		if (of === null || !/^[0-9a-f]{8,64}$/.test(of)) {
			if (of !== null) this.report(inner.at('of'), 'front-matter-value', 'translation.of');
			return null;
		}
		if (status === 'machine' || status === 'reviewed') return { of, status };
		if (status !== null) this.report(inner.at('status'), 'front-matter-value', 'translation.status');
		return null;
	}
}
