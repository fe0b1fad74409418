/**
 * A lesson as plain data. Nothing here can become markup or code by itself: every string is text,
 * and only `html.ts` turns it into HTML, escaping each leaf.
 *
 * Ids: an element with an answer carries an `id` that is unique in the lesson and stays the same in
 * every language, so attempts can refer to (lesson id, element id) and never to a position.
 */
export type Inline =
	| { type: 'text'; value: string }
	| { type: 'emphasis' | 'strong' | 'delete'; children: Inline[] }
	| { type: 'code'; value: string }
	| { type: 'break' }
	/** `href` is https:, http:, mailto:, an internal path that starts with one `/`, or `#fragment`. */
	| { type: 'link'; href: string; children: Inline[] }
	/** A glossary word; `ref` names an entry of `courses/registry/glossary`. */
	| { type: 'term'; ref: string; children: Inline[] }
	/** A helper from the dated registry; `ref` names an entry of `courses/registry/contacts`. */
	| { type: 'contact'; ref: string }
	/** A place for local context (law, helpline, case); the children are the sensible default. */
	| { type: 'slot'; name: string; children: Inline[] }
	| { type: 'footnote'; ref: string };

export type CalloutKind = 'tip' | 'care' | 'danger' | 'story';

/** `explicit` says the author wrote `{#id}`; otherwise it was made from the words and may change. */
export type Heading = {
	type: 'heading';
	depth: 2 | 3 | 4;
	id: string;
	explicit: boolean;
	children: Inline[];
};

/** Blocks that only show something. */
export type Plain =
	| { type: 'paragraph'; children: Inline[] }
	| Heading
	/** `start` is the first number of an ordered list, or null for bullets. `checked` keeps GFM task marks. */
	| { type: 'list'; start: number | null; items: { checked: boolean | null; children: Block[] }[] }
	| { type: 'quote'; children: Block[] }
	| { type: 'code-block'; language: string; value: string }
	| { type: 'table'; align: ('left' | 'right' | 'center' | null)[]; head: Inline[][]; rows: Inline[][][] }
	| { type: 'rule' }
	| { type: 'footnotes'; notes: { ref: string; children: Block[] }[] }
	/** `src` is `/assets/…` inside the course folder; `alt` is never empty. */
	| { type: 'figure'; src: string; alt: string; caption: string }
	| { type: 'callout'; kind: CalloutKind; children: Block[] }
	| { type: 'details'; summary: string; children: Block[] }
	| { type: 'steps'; items: Block[][] };

/** One choice of a quiz. `id` is `a`, `b`, `c`… in source order. */
export interface Choice {
	id: string;
	right: boolean;
	children: Inline[];
	/** Shown after an attempt that picked this choice. */
	feedback: Block[];
}

export interface Quiz {
	type: 'quiz';
	id: string;
	/** `truth` is true/false: exactly two choices, one right. */
	kind: 'single' | 'multiple' | 'truth';
	prompt: Block[];
	choices: Choice[];
}

export interface ScenarioStep {
	id: string;
	/** Only on a step without choices, where the story ends. */
	outcome: 'good' | 'mixed' | 'bad' | null;
	children: Block[];
	choices: { to: string; children: Inline[] }[];
}

export interface Scenario {
	type: 'scenario';
	id: string;
	intro: Block[];
	/** The first step is where the story begins. */
	steps: ScenarioStep[];
}

/** A line or a box to write in, in the page or on paper. Never stored yet. */
export interface Field {
	type: 'field';
	id: string;
	label: string;
	/** Height in lines of writing, 1 to 20. */
	lines: number;
}

export interface Exercise {
	type: 'exercise';
	id: string;
	minutes: number | null;
	children: (Block | Field)[];
}

export interface Reflection {
	type: 'reflection';
	id: string;
	lines: number;
	children: Block[];
}

export interface Checklist {
	type: 'checklist';
	id: string;
	items: { id: string; children: Inline[] }[];
}

export interface Discussion {
	type: 'discussion';
	id: string;
	children: Block[];
}

export interface Grounding {
	type: 'grounding';
	kind: '5-4-3-2-1' | 'breathing';
}

/** Words only a trainer sees. */
export interface Facilitator {
	type: 'facilitator';
	children: Block[];
}

/** An element the grammar knows and this version cannot show yet: a plain note stands in its place. */
export interface Later {
	type: 'later';
	name: string;
	id: string | null;
	/** Attributes as written, kept for `toMarkdown`. */
	attributes: Record<string, string>;
	children: Block[];
}

/** Blocks a learner can act on: these become components, the rest becomes HTML. */
export type Acting =
	Quiz | Scenario | Exercise | Reflection | Checklist | Discussion | Grounding | Facilitator | Later;
export type Block = Plain | Acting;

export interface FrontMatter {
	/** Stable for ever, the same in every language: lower-case letters, digits, hyphens. */
	id: string;
	title: string;
	summary: string;
	minutes: number;
	objectives: string[];
	sources: string[];
	/** ISO dates (YYYY-MM-DD), or null when the author gave none. */
	reviewedOn: string | null;
	reviewBy: string | null;
	contentNote: string | null;
	/** Element ids that must be answered before the lesson counts as done; empty means "marked by the learner". */
	required: string[];
	/** Set on a translation: the hash of the source text it follows, and who has looked at it. */
	translation: { of: string; status: 'machine' | 'reviewed' } | null;
}

export interface Lesson {
	/** Null when the source has no front matter at all, as in a forum post. */
	meta: FrontMatter | null;
	children: Block[];
}

export interface Problem {
	/** 1-based, in the whole source, front matter included. */
	line: number;
	column: number;
	/** Stable, for tests and translation, for example `quiz-no-right-answer`. */
	code: string;
	/** One plain English sentence that says what to change. */
	message: string;
}

export interface Parsed {
	lesson: Lesson;
	problems: Problem[];
}

/** `lesson`: everything. `post`: a forum post, without elements, images, headings' ids or front matter. */
export type Profile = 'lesson' | 'post';
