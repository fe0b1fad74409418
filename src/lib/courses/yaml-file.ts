import * as v from 'valibot';
import { LineCounter, parseDocument } from 'yaml';

/** A file of the curriculum that cannot be used. Its message begins with `file:line`, for the person who wrote it. */
export class FileProblem extends Error {
	constructor(file: string, line: number, sentence: string) {
		super(`${file}:${line} ${sentence}`);
		this.name = 'FileProblem';
	}
}

/**
 * Reads one YAML file against a schema whose messages are whole sentences.
 *
 * @param file the name to complain about
 * @throws FileProblem at the first thing that is wrong
 */
export function readYaml<S extends v.GenericSchema>(file: string, text: string, schema: S): v.InferOutput<S> {
	const lines = new LineCounter();
	// `core` keeps dates and other words as the strings they were written as.
	const document = parseDocument(text, { lineCounter: lines, schema: 'core' });
	const broken = document.errors[0];
	if (broken) {
		const sentence = broken.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '');
		throw new FileProblem(file, broken.linePos?.[0].line ?? 1, `This is not readable YAML: ${sentence}.`);
	}
	const checked = v.safeParse(schema, document.toJS({ maxAliasCount: 0 }));
	if (checked.success) return checked.output;
	const issue = checked.issues[0];
	const path = (issue.path ?? []).map((step) => step.key as string | number);
	throw new FileProblem(file, lineOf(path), `${path.join('.') || 'The file'}: ${sentenceOf(issue)}`);

	/** The nearest thing that exists: a missing key is reported where its parent stands. */
	function lineOf(where: (string | number)[]): number {
		for (let depth = where.length; depth > 0; depth--) {
			const node = document.getIn(where.slice(0, depth), true) as
				{ range?: [number, number, number] } | undefined;
			if (node?.range) return lines.linePos(node.range[0]).line;
		}
		return 1;
	}
}

/** A key that is absent or too many says so; everything else has its own sentence in the schema. */
function sentenceOf(issue: v.BaseIssue<unknown>): string {
	if (issue.kind === 'schema' && issue.received === 'undefined') return 'This line is missing.';
	if (issue.kind === 'schema' && issue.expected === 'never')
		return 'This line is not known here. Check the spelling or delete it.';
	return issue.message;
}

/** A text that says something, without surrounding space. */
export const words = v.pipe(v.string('Write words here.'), v.trim(), v.nonEmpty('Write words here.'));

/** An id as the lesson language writes them. */
export const idWord = v.pipe(
	v.string('Write an id here.'),
	v.regex(
		/^[a-z][a-z0-9-]{0,63}$/,
		'An id is lower-case letters, digits and hyphens, and begins with a letter.'
	)
);

/** `YYYY-MM-DD`, a day that exists. */
export const day = v.pipe(
	v.string('Write a date here, as year-month-day.'),
	v.isoDate('Write the date as year-month-day, for example 2026-11-21.'),
	v.check(
		(value) => new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) ?? false,
		'There is no such day.'
	)
);

/** A language tag as it stands in addresses: `en`, `pt-br`. */
export const localeWord = v.pipe(
	v.string('Write a language here.'),
	v.regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/, 'Write the language in lower case, such as en or pt-br.')
);

/** Words by language; a language that is absent is an honest gap. */
export const byLocale = v.record(localeWord, words, 'Write the words by language, such as en: ….');
