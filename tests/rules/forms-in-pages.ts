/** A form as it stands in a page. */
export interface PageForm {
	/** as a browser would send it: the page's own address when the form names none */
	action: string;
	fields: [name: string, value: string][];
}

const attribute = (tag: string, name: string): string | null => {
	const found = new RegExp(`\\s${name}(?:="([^"]*)"|(?=[\\s>]))`).exec(tag);
	return found && unescapeHtml(found[1] ?? '');
};

const unescapeHtml = (text: string): string =>
	text
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&');

/** The forms of a page that are posted, with what a browser would send if nobody changed anything. */
export function formsIn(path: string, html: string): PageForm[] {
	return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, tag = '', inside = '']) => {
		if (!/method="post"/i.test(tag)) return [];
		const action = attribute(` ${tag}`, 'action') ?? '';
		const where = action.startsWith('/')
			? action
			: action.startsWith('?')
				? path.replace(/\?.*/, '') + action
				: path;
		return [{ action: where.replace(/#.*/, ''), fields: fieldsIn(inside) }];
	});
}

function fieldsIn(html: string): [string, string][] {
	const fields: [string, string][] = [];
	for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
		const name = attribute(tag, 'name');
		const isBox = /type="(checkbox|radio)"/.test(tag);
		if (name && (!isBox || attribute(tag, 'checked') !== null))
			fields.push([name, attribute(tag, 'value') ?? '']);
	}
	for (const [, tag = '', text = ''] of html.matchAll(/(<textarea\b[^>]*>)([\s\S]*?)<\/textarea>/g)) {
		const name = attribute(tag, 'name');
		// A line break right after the tag is not part of the text.
		if (name) fields.push([name, unescapeHtml(text.replace(/^\n/, ''))]);
	}
	for (const [, tag = '', inside = ''] of html.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/g)) {
		const name = attribute(tag, 'name');
		const options = [...inside.matchAll(/<option\b[^>]*>/g)].map(([option]) => option);
		const chosen = options.find((option) => attribute(option, 'selected') !== null) ?? options[0];
		if (name) fields.push([name, (chosen && attribute(chosen, 'value')) ?? '']);
	}
	return fields;
}
