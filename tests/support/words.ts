import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../messages', import.meta.url));

type Plural = [{ match: Record<string, string> }];

/** Fills the placeholders of a message; `count` chooses between its plural forms. */
export type Say = (key: string, inputs?: Record<string, string | number>) => string;

/**
 * The words a page shows in a language, read from the same files the interface is made of.
 *
 * @throws for a key that does not exist, and for a placeholder nobody filled
 */
export function words(locale: string): Say {
	const messages: Record<string, string | Plural> = {};
	for (const file of readdirSync(`${folder}/${locale}`))
		Object.assign(messages, JSON.parse(readFileSync(`${folder}/${locale}/${file}`, 'utf8')));
	return (key, inputs = {}) => {
		const message = messages[key];
		if (message === undefined) throw new Error(`No message ${key} in ${locale}.`);
		const text = typeof message === 'string' ? message : form(message, locale, Number(inputs.count));
		return text.replace(/\{(\w+)\}/g, (_, name: string) => {
			if (inputs[name] === undefined) throw new Error(`${key} needs ${name}.`);
			return String(inputs[name]);
		});
	};
}

function form([{ match }]: Plural, locale: string, count: number): string {
	const category = new Intl.PluralRules(locale).select(count);
	return match[`countPlural=${category}`] ?? match['countPlural=*'] ?? '';
}

/** A number as readers of a language write it. */
export const figure = (n: number, locale: string): string => new Intl.NumberFormat(locale).format(n);

/** A piece of text that has to be matched as part of a longer one, whatever it holds. */
export const part = (text: string): RegExp => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
