import type { Problem } from './tree.ts';

/** Every sentence a trainer can get about a lesson. `{}` is the word she wrote that caused it. */
export const SENTENCES = {
	'source-too-long':
		'The text is longer than 64 KB, so it is shown as plain text. Split it into two lessons.',
	'parser-stopped': 'This text could not be read as a lesson, so it is shown as plain text.',
	'control-character': 'There is an invisible control character here. Delete it and type the words again.',
	'nested-too-deep': 'Lists, quotations and elements are nested too deeply here. Keep to 20 levels.',
	'too-many-parts':
		'There are too many lists, quotations and elements before this line. From here on the words are shown as plain text.',
	'paragraph-too-dense':
		'This paragraph is too long and has too many special marks, so it is shown as plain text. Split it with blank lines.',
	'marks-too-deep': 'Bold and italic are nested too deeply here. Keep one inside the other at most.',
	'front-matter-open':
		'The lines about the lesson begin with --- but never end. Add a line with --- after them.',
	'front-matter-too-long': 'The lines about the lesson are longer than 8 KB. Shorten them.',
	'front-matter-broken': 'The lines about the lesson cannot be read: {}',
	'front-matter-alias': 'Write the value out here: references with & and * are not used in lessons.',
	'front-matter-unknown': '“{}” is not one of the lines a lesson has. Check the spelling or delete it.',
	'front-matter-missing': 'The line “{}” is missing from the top of the lesson.',
	'front-matter-value': 'The line “{}” does not hold the kind of value it needs.',
	'lesson-id': 'The lesson’s id must be lower-case letters, digits and hyphens, and begin with a letter.',
	'lesson-date': 'Write the date in “{}” as year-month-day, for example 2026-11-21.',
	'required-unknown': '“{}” is required for completion, but no element in this lesson has that id.',
	html: 'HTML is shown as text. Use Markdown instead.',
	'link-refused':
		'The link to “{}” is not allowed. Use an https address, a mailto address, or a page of this site such as /help.',
	'link-empty': 'This link has no words to press. Write them between the square brackets.',
	'link-nested': 'There is a link inside a link. Keep only one of them.',
	'too-many-references':
		'There are too many links written by reference. Write the address in the link itself.',
	'image-refused': 'The image “{}” is not one of the course’s own. Use an address that begins with /assets/.',
	'image-without-alt': 'This image has no text alternative. Write between the square brackets what it shows.',
	'image-inline': 'Put the image on a line of its own, with a blank line before and after it.',
	'image-in-post': 'Images cannot be shown in a post.',
	'heading-level': 'Use ## to #### for headings. The title of the lesson stands above them already.',
	'table-too-large': 'This table has more than 2,000 cells, so it is shown as plain text. Split it.',
	'table-row-too-long':
		'This row has more cells than the first row of the table. Remove a | or add a heading.',
	'footnote-unused': 'Nothing in the text points to the footnote “{}”.',
	'footnote-twice': 'The footnote “{}” is written twice.',
	'unknown-element': '“{}” is not an element of a lesson. Its words are shown as they are.',
	'unknown-attribute': '“{}” is not used here. Check the spelling or delete it.',
	'unexpected-label': 'Words in square brackets are not used here. Write them inside the element.',
	'misplaced-element': '“{}” has to stand inside another element, so it cannot be shown here.',
	'nested-element': '“{}” has to stand on its own, not inside another element, a list or a quotation.',
	'missing-id': 'Give “{}” an id of its own, such as {#my-id}.',
	'bad-id': '“{}” cannot be an id. Use lower-case letters, digits and hyphens, and begin with a letter.',
	'duplicate-id': 'The id “{}” is used twice. Every id may be used once in a lesson.',
	'bad-number': '“{}” has to be a whole number within the allowed range.',
	'empty-element': '“{}” has nothing inside.',
	'callout-kind': 'Give the callout a kind: tip, care, danger or story.',
	'details-summary': 'Say what is folded away: add summary="…".',
	'grounding-kind': 'Give the grounding pause a kind: 5-4-3-2-1 or breathing.',
	'grounding-children': 'A grounding pause brings its own words. Move these words outside it.',
	'field-label': 'Give the field a label that says what to write.',
	'ref-missing': 'Say which entry “{}” points to, for example {ref="entry-name"}.',
	'slot-name': 'Give the slot a name, for example {name="lawyer"}.',
	'steps-not-list': 'Steps have to be one numbered list and nothing else.',
	'checklist-not-list': 'A checklist needs a list whose lines begin with - [ ].',
	'checklist-item': 'Keep each line of a checklist to one paragraph.',
	'quiz-kind': '“{}” is not a kind of quiz.',
	'quiz-no-choices': 'The quiz has no choices. Write them as a list whose lines begin with - [ ] or - [x].',
	'quiz-one-choice': 'The quiz has only one choice. Add another.',
	'quiz-no-prompt': 'The quiz asks nothing. Write the question before the choices.',
	'quiz-no-right-answer': 'No choice is marked as right. Mark one with [x].',
	'quiz-too-many-right': 'A quiz of this kind has exactly one right choice. Mark only one with [x].',
	'quiz-truth-two': 'A true/false quiz has exactly two choices.',
	'quiz-choice-unmarked': 'Begin this choice with [ ] or [x].',
	'quiz-choice-extra': 'Under a choice there may only be a quotation (>) with its feedback.',
	'quiz-after-choices': 'Move these words before the choices. A quiz ends with its choices.',
	'scenario-no-steps': 'The scenario has no steps. Add ::::step{#name} … :::: inside it.',
	'scenario-after-steps': 'Move these words before the first step, or into a step.',
	'step-target-unknown': 'A choice leads to “#{}”, and there is no step with that id.',
	'step-unreachable': 'No choice leads to the step “{}”.',
	'step-dead-end':
		'The step “{}” has no choices and no outcome. Add choices, or outcome="good", "mixed" or "bad".',
	'step-no-way-out': 'From the step “{}” the story can never end. Add a choice that leads to an end.',
	'step-outcome': 'An outcome is good, mixed or bad.',
	'step-outcome-with-choices':
		'The step “{}” has choices, so the story does not end there. Remove its outcome.'
} as const;

export type ProblemCode = keyof typeof SENTENCES;

/** Makes the sentence for a code; `word` is cut to 80 characters so a problem stays readable. */
export function problem(line: number, column: number, code: ProblemCode, word = ''): Problem {
	const short = word.length > 80 ? `${word.slice(0, 80)}…` : word;
	return { line, column, code, message: SENTENCES[code].replace('{}', () => short) };
}
