import { getContext, setContext } from 'svelte';

/** What a quiz shows after an answer. Feedback is HTML from html.ts. */
export interface QuizResult {
	chosen: string[];
	right: boolean;
	/** For the choices she picked only: what was not picked keeps its secret. */
	feedback: Record<string, { right: boolean; html: string }>;
	/** A problem code instead of a judgement: nothing was recorded. */
	problem?: string;
}

/** How the elements of one lesson page answer: the same for a visitor and for an account. */
export interface Answering {
	/** Keeps `?text=…` of the page in the address of its forms. */
	query: string;
	/** Said under each question: whether answers are kept. */
	kept: boolean;
	/** One per page view: a resend of the same form changes nothing. */
	key: string;
	/** What all elements show, echoed by every form, so that answering one does not clear another. */
	state: string;
	quizzes: Record<string, QuizResult | undefined>;
	/** Scenario id → the steps walked after the first. */
	paths: Record<string, string[] | undefined>;
	/** The versions's id: an answer to an older text is recognised. */
	version: string;
	discussions: { name: string; href: (element: string) => string }[];
	signedIn: boolean;
	trainer: boolean;
}

const KEY = Symbol('answering');

export const setAnswering = (answering: () => Answering): void => void setContext(KEY, answering);
export const answering = (): Answering => getContext<() => Answering>(KEY)();
