import type { VERSION_STATUS } from './server/tables.ts';

export type VersionStatus = (typeof VERSION_STATUS)[number];

/** What has to be known of each published text of a lesson to say how its languages stand to each other. */
export interface PublishedText {
	locale: string;
	status: VersionStatus;
	hash: string;
	follows: string | null;
	/** The day it was published. */
	day: string;
}

/** The text the translations are made from. */
export function originalOf<T extends PublishedText>(texts: T[]): T | undefined {
	return texts.find(({ status }) => status === 'original');
}

/** Since which day a translation is older than its original; null when it follows it, or is the original. */
export function outdatedSince(text: PublishedText, original: PublishedText): { since: string } | null {
	if (text.status === 'original') return null;
	return text.follows === original.hash ? null : { since: original.day };
}
