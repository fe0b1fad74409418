import { SITE_NAME } from '$app/env/private';
import type { Site } from '#lib/accounts/server/passkeys.ts';

/** Under which name and address the visitor reached us, for passkeys: one made here works here alone. */
export const siteAt = (url: URL): Site => ({ name: SITE_NAME, host: url.hostname, origin: url.origin });
