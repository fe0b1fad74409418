import { describe, expect, test } from 'vitest';
import { gate, policyOf, type Answer, type Policy } from './gate.ts';

describe('the policy of a route', () => {
	test.each([
		['/(public)', 'anyone'],
		['/(public)/courses/[course]', 'anyone'],
		['/(door)/sign-in', 'anyone'],
		['/(learn)/my', 'account'],
		['/(cohort)/cohorts/[cohort]', 'account'],
		['/(studio)/cohorts/new', 'staff'],
		['/(admin)/people', 'administrator']
	])('%s: %s', (route, policy) => {
		expect(policyOf(route)).toBe(policy);
	});

	test.each([
		'/',
		'',
		'/my',
		'/(elsewhere)/page',
		'/my/(public)',
		'/(public',
		'/constructor',
		'/__proto__/x'
	])('%s is in no group, so it is open to nobody', (route) => {
		expect(gate(policyOf(route), 'administrator')).toBe('not-found');
	});
});

describe('the gate', () => {
	const table: [Policy | null, Answer, Answer, Answer, Answer][] = [
		// policy, signed out, learner, trainer, administrator
		['anyone', 'enter', 'enter', 'enter', 'enter'],
		['account', 'sign-in', 'enter', 'enter', 'enter'],
		['staff', 'sign-in', 'not-found', 'enter', 'enter'],
		['administrator', 'sign-in', 'not-found', 'not-found', 'enter'],
		[null, 'not-found', 'not-found', 'not-found', 'not-found']
	];
	test.each(table)('%s: signed out %s, learner %s, trainer %s, administrator %s', (policy, ...answers) => {
		const roles = [null, 'learner', 'trainer', 'administrator'] as const;
		expect(roles.map((role) => gate(policy, role))).toEqual(answers);
	});
});
