import { getContext, setContext } from 'svelte';

/** The language of the words being shown, where it differs from the interface's. */
export interface LessonText {
	/** Undefined when it is the interface's own language: nothing needs saying then. */
	lang?: string;
	dir?: 'rtl' | 'ltr' | 'auto';
	/** Slug of the course: its own files are served under it. */
	course: string;
}

const KEY = Symbol('lesson text');

export const setLessonText = (text: () => LessonText): void => void setContext(KEY, text);

/** Falls back to "any direction", which is right for posts: they come in every language. */
export const lessonText = (): LessonText =>
	getContext<(() => LessonText) | undefined>(KEY)?.() ?? { dir: 'auto', course: '' };
