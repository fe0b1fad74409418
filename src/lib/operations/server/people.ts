/**
 * The cast: five invented people, the same in the demo and in the tests. Their passphrase is public, so none of
 * them may ever exist outside a demo.
 */
export const PASSPHRASE = 'lamp on the quay 7243';

export const CAST = {
	trainer: { handle: 'quiet-harbour', locale: 'en', alias: 'Noor', role: 'trainer' },
	amal: { handle: 'olive-lantern', locale: 'ar', alias: 'زيتونة', role: 'member' },
	irina: { handle: 'north-swallow', locale: 'ru', alias: 'Рябина', role: 'member' },
	celeste: { handle: 'silver-reed', locale: 'fr', alias: 'Mésange', role: 'member' },
	host: { handle: 'garden-gate', locale: 'nl', alias: 'Gastheer Wim', role: 'host' }
} as const;

export type Actor = keyof typeof CAST;
