import type { Policy } from './gate.ts';

/** What a member of staff may open before she has a second factor, besides what is open to anyone. */
const BEFORE = ['/(learn)/account/factors', '/(learn)/account/confirm'];

/** True for a page that nobody of staff may open with a passphrase alone. Sign-out, wipe and guides stay open. */
export function asksForFactor(routeId: string, policy: Policy | null): boolean {
	if (policy === 'anyone') return false;
	return !BEFORE.some((page) => routeId === page || routeId.startsWith(`${page}/`));
}
