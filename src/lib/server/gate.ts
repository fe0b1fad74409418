/** Who may come in. `staff` is a trainer or an administrator. */
export type Policy = 'anyone' | 'account' | 'staff' | 'administrator';

/** A route group is a policy: what stands in no group, or in one not named here, is open to nobody. */
const GROUPS: Record<string, Policy> = {
	'(public)': 'anyone',
	'(door)': 'anyone',
	'(learn)': 'account',
	'(cohort)': 'account',
	'(studio)': 'staff',
	'(admin)': 'administrator'
};

/** The policy of a route, from its id such as `/(cohort)/cohorts/[cohort]`; null when it was never placed. */
export function policyOf(routeId: string): Policy | null {
	const group = routeId.split('/')[1] ?? '';
	return Object.hasOwn(GROUPS, group) ? (GROUPS[group] ?? null) : null;
}

/** The routes that show what is taught here: an operator may close them to whoever has no account. */
export const isCatalogue = (routeId: string): boolean =>
	/^\/\(public\)\/(courses|glossary)(\/|$)/.test(routeId);

export type Answer = 'enter' | 'sign-in' | 'not-found';

/** What the gate says to somebody with this role (null: not signed in). */
export function gate(policy: Policy | null, role: 'learner' | 'trainer' | 'administrator' | null): Answer {
	if (policy === null) return 'not-found';
	if (policy === 'anyone') return 'enter';
	if (role === null) return 'sign-in';
	if (policy === 'account') return 'enter';
	if (policy === 'staff') return role === 'learner' ? 'not-found' : 'enter';
	return role === 'administrator' ? 'enter' : 'not-found';
}
