/** Characters that have no business in an address: controls, white space, bidi controls, backslash. */
const FORBIDDEN = /[\p{Cc}\s\\\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]/u;
const MAIL = /^mailto:[^\s@?<>"]+@[^\s@?<>"]+(\?[^\s<>"]*)?$/i;
const WEB = /^https?:\/\/[^/?#@]+([/?#]|$)/i;
const ASSET = /^\/assets\/[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

/**
 * Whether a link may lead there: https, http, mailto, a path of this site that starts with exactly one
 * slash, or a fragment. Browsers read `\` as `/` and drop tabs, so both are refused anywhere. A web
 * address with a name before an @ is refused because it hides where it leads.
 */
export function hrefAllowed(href: string): boolean {
	if (href.length > 2048 || FORBIDDEN.test(href)) return false;
	if (href.startsWith('#')) return href.length > 1;
	if (href.startsWith('/')) return !href.startsWith('//');
	if (WEB.test(href)) return URL.canParse(href);
	return MAIL.test(href);
}

/** Whether an image is one of the course's own files. */
export function assetAllowed(src: string): boolean {
	return src.length <= 200 && ASSET.test(src);
}
