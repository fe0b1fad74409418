/**
 * What a page needs to show a lesson: strings of HTML that `html.ts` made, and plain data. A view never
 * holds right answers or feedback.
 */
import type { CalloutKind, Grounding, Quiz, ScenarioStep } from './tree.ts';

/** The few words of the interface that stand inside a lesson's HTML, in the lesson's language. */
export interface LessonWords {
	callout: Record<CalloutKind, string>;
	/** Name of the box a wide table scrolls in. */
	table: string;
	footnotes: string;
	backToText: string;
	/** What a contact of the registry is called. */
	contact: (ref: string) => string;
}

export interface QuizView {
	type: 'quiz';
	id: string;
	kind: Quiz['kind'];
	prompt: string;
	/** `html` is inline and fits into a label. */
	choices: { id: string; html: string }[];
}

export interface ScenarioStepView {
	id: string;
	outcome: ScenarioStep['outcome'];
	html: string;
	choices: { to: string; html: string }[];
}

export interface ScenarioView {
	type: 'scenario';
	id: string;
	intro: string;
	steps: ScenarioStepView[];
}

export interface FieldView {
	id: string;
	label: string;
	lines: number;
}

export interface ExerciseView {
	type: 'exercise';
	id: string;
	minutes: number | null;
	parts: ({ html: string } | { field: FieldView })[];
}

export interface ReflectionView {
	type: 'reflection';
	id: string;
	lines: number;
	html: string;
}

export interface ChecklistView {
	type: 'checklist';
	id: string;
	/** `html` is inline and fits into a label. */
	items: { id: string; html: string }[];
}

export interface DiscussionView {
	type: 'discussion';
	id: string;
	html: string;
}

export interface GroundingView {
	type: 'grounding';
	kind: Grounding['kind'];
}

export interface FacilitatorView {
	type: 'facilitator';
	html: string;
}

/** An element that cannot be shown yet: only its name, since its words may hold answers. */
export interface LaterView {
	type: 'later';
	id: string | null;
	name: string;
}

export type ActingView =
	| QuizView
	| ScenarioView
	| ExerciseView
	| ReflectionView
	| ChecklistView
	| DiscussionView
	| GroundingView
	| FacilitatorView
	| LaterView;

export type Segment = { html: string } | { block: ActingView };

/** What the server needs to judge a quiz; never sent to a browser before an attempt. */
export interface QuizAnswers {
	kind: Quiz['kind'];
	choices: string[];
	right: string[];
	/** HTML by choice id; a choice without feedback is missing. */
	feedback: Record<string, string>;
}
