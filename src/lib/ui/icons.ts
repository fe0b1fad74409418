/** Line drawings of one family, on a 32 by 32 field. Always beside text, never instead of it. */
export const ICONS = {
	quay: 'M12 18v-7a4 4 0 0 1 8 0v7 M9 11h14 M4 18h24 M4 24c3 0 3-2 6-2s3 2 6 2 3-2 6-2 3 2 6 2',
	breath: 'M16 11a5 5 0 1 0 0 10 5 5 0 0 0 0-10z M16 5a11 11 0 1 0 0 22 11 11 0 0 0 0-22z',
	talk: 'M5 7h22v14H15l-6 5v-5H5z M10 12h12 M10 16h8',
	lamp: 'M12 20a7 7 0 1 1 8 0v3h-8z M13 27h6 M16 3v2 M5 10l2 1 M27 10l-2 1',
	path: 'M8 28c0-6 16-6 16-12S10 11 10 4 M22 16h4 M6 16h4',
	paper: 'M8 4h12l5 5v19H8z M20 4v5h5 M12 15h9 M12 20h9',
	check: 'M6 17l7 7L26 9'
} as const;

export type IconName = keyof typeof ICONS;

export const isIcon = (name: string): name is IconName => Object.hasOwn(ICONS, name);
