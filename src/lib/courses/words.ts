import { m } from '#lib/paraglide/messages.js';
import { isLocale } from '#lib/ui/languages.ts';
import type { LessonWords } from '#lib/lesson/view.ts';
import type { Contact } from './registry.ts';

/**
 * The words of the interface that stand inside a lesson's HTML, in the lesson's language. A lesson in a
 * language the interface does not speak gets the English ones.
 */
export function lessonWords(contacts: Contact[], language: string): LessonWords {
	const options = { locale: isLocale(language) ? language : 'en' } as const;
	return {
		callout: {
			tip: m.callout_tip({}, options),
			care: m.callout_care({}, options),
			danger: m.callout_danger({}, options),
			story: m.callout_story({}, options)
		},
		table: m.table_label({}, options),
		footnotes: m.footnotes_title({}, options),
		backToText: m.footnotes_back({}, options),
		contact(ref) {
			const contact = contacts.find((one) => one.ref === ref);
			if (!contact) return ref;
			const { name, phone } = contact;
			return phone ? m.lesson_contact({ name, phone }, options) : name;
		}
	};
}
