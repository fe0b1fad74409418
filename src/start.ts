import {
	CATALOGUE,
	DATA_DIR,
	DEMO,
	EXIT_URL,
	ORIGIN,
	SITE_ICON,
	SITE_NAME,
	SITE_SHORT_NAME
} from '$app/env/private';
import { openSetup } from '#lib/accounts/server/setup.ts';
import { readStolen } from '#lib/accounts/server/stolen-passphrases.ts';
import { publishShipped } from '#lib/courses/server/publishing.ts';
import { registry, shipped } from '#lib/courses/server/shipped.ts';
import { wordingFrom } from '#lib/courses/server/wording.ts';
import { keepDaily } from '#lib/operations/server/daily.ts';
import { applyRetention } from '#lib/operations/server/retention.ts';
import { openSettings, type SiteSettings } from '#lib/operations/server/site-settings.ts';
import type { Store } from '#lib/server/store/store.ts';

/** How the site shows itself as long as no administrator says otherwise. */
const fromEnvironment: SiteSettings = {
	siteName: SITE_NAME,
	shortName: SITE_SHORT_NAME || SITE_NAME,
	icon: SITE_ICON,
	exitUrl: EXIT_URL,
	isCataloguePublic: CATALOGUE === 'public'
};

/** What happens between opening the database and the first answer. */
export async function prepare(store: Store): Promise<void> {
	await readStolen(DATA_DIR);
	await publishShipped(store, shipped, wordingFrom(registry.contacts));
	openSettings(store, fromEnvironment);
	keepDaily(store, 'retention', () => applyRetention(store));
	if (DEMO) {
		// Production never loads what plants the demo's cast.
		const { plantCast } = await import('#lib/operations/server/cast.ts');
		for (const line of await plantCast(store)) console.log(line);
		return;
	}
	const token = await openSetup(store);
	if (token)
		console.log(
			`No trainer has an account yet. Within an hour, once, open:\n  ${ORIGIN}/en/setup/${token}\n(a new address comes with the next start)`
		);
}
