import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root, textOf } from './imports.ts';

/** A message that depends on a number, in the inlang format: first match wins, `*` takes what is left. */
export interface Variants {
	declarations: string[];
	selectors: string[];
	match: Record<string, string>;
}
export type Message = string | [Variants];

interface Settings {
	baseLocale: string;
	locales: string[];
	'plugin.inlang.messageFormat': { pathPattern: string[] };
}
export const settings = JSON.parse(textOf('project.inlang/settings.json')) as Settings;

/** Names of the files of one language. */
export const filesOf = (locale: string): string[] =>
	readdirSync(path.join(root, 'messages', locale)).toSorted();

/** Every message of one file by its key, and the keys as often as they are written. */
export function messagesIn(
	locale: string,
	file: string
): { messages: Record<string, Message>; keys: string[] } {
	const text = textOf(`messages/${locale}/${file}`);
	const messages = JSON.parse(text) as Record<string, Message>;
	delete messages['$schema'];
	const keys = [...text.matchAll(/^(?:\t| {2})"([^"$]+)":/gm)].map(([, key = '']) => key);
	return { messages, keys };
}

/** Every message of a language by its key. */
export const messagesOf = (locale: string): Record<string, Message> =>
	Object.assign({}, ...filesOf(locale).map((file) => messagesIn(locale, file).messages));

/** All texts of a message: one, or one for each plural form. */
export const textsOf = (message: Message): string[] =>
	typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match));

/** Names of the placeholders in any of a message's texts. */
export const placeholdersOf = (message: Message): string[] =>
	[
		...new Set(
			textsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))
		)
	].toSorted();
