/**
 * The drawings an operator may choose from: dull on purpose. Each is also a file in static/icons, for the browser's
 * tab and a phone's screen.
 */
export const SITE_ICONS = {
	quay: 'M12 18v-7a4 4 0 0 1 8 0v7 M9 11h14 M4 18h24 M4 24c3 0 3-2 6-2s3 2 6 2 3-2 6-2 3 2 6 2',
	paper: 'M8 4h12l5 5v19H8z M20 4v5h5 M12 15h9 M12 20h9',
	book: 'M16 8c-3-2-7-2-11-1v18c4-1 8-1 11 1 3-2 7-2 11-1V7c-4-1-8-1-11 1z M16 8v18',
	leaf: 'M7 25C5 12 13 6 26 6c0 13-6 21-19 19z M5 28c4-7 8-11 14-15',
	clock: 'M16 5a11 11 0 1 0 0 22 11 11 0 0 0 0-22z M16 9v7l5 3',
	cup: 'M6 10h16v9a7 7 0 0 1-7 7h-2a7 7 0 0 1-7-7z M22 12h2a3 3 0 0 1 0 7h-2 M11 3v3 M16 3v3'
} as const;

export type SiteIcon = keyof typeof SITE_ICONS;

export const isSiteIcon = (word: string): word is SiteIcon => Object.hasOwn(SITE_ICONS, word);
