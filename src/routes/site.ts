import type { Site } from '#lib/accounts/server/passkeys.ts';
import { siteSettings } from '#lib/operations/server/site-settings.ts';

/** Under which name and address the visitor reached us, for passkeys: one made here works here alone. */
export async function siteAt({ store }: App.Locals, url: URL): Promise<Site> {
	const { siteName } = await siteSettings(store);
	return { name: siteName, host: url.hostname, origin: url.origin };
}
