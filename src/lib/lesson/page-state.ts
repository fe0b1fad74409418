/**
 * What the elements of a lesson page show, as one short string: every form of the page carries it, so that
 * answering one element without script does not clear the others. It is never stored, and whatever comes back
 * is read as untrusted: unknown ids and choices simply show nothing.
 *
 * Shape: `q-first=a.b&silent-calls=write-it.neighbour`, element id = choices or steps.
 */
export type PageState = Record<string, string[]>;

const ID = /^[a-z][a-z0-9-]{0,63}$/;
/** A lesson has a few dozen elements at most; more is somebody playing. */
const MOST = 100;

export function readPageState(text: string): PageState {
	const state: PageState = Object.create(null);
	for (const [id, value] of [...new URLSearchParams(text)].slice(0, MOST)) {
		const words = value.split('.').slice(0, MOST);
		if (ID.test(id) && words.every((word) => ID.test(word))) state[id] = words;
	}
	return state;
}

export function writePageState(state: PageState): string {
	return Object.entries(state)
		.filter(([, words]) => words.length)
		.map(([id, words]) => `${id}=${words.join('.')}`)
		.join('&');
}
