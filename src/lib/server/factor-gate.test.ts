import { expect, test } from 'vitest';
import { asksForFactor } from './factor-gate.ts';
import { policyOf } from './gate.ts';

const asks = (routeId: string) => asksForFactor(routeId, policyOf(routeId));

test.each([
	'/(learn)/my',
	'/(learn)/account',
	'/(learn)/account/export',
	'/(learn)/account/factorsandmore',
	'/(cohort)/cohorts/[cohort]',
	'/(studio)/cohorts/new',
	'/(admin)/admin',
	'/(unplaced)/page',
	'/unplaced'
])('asvs:6.3.3 staff without a second factor do not get to %s', (routeId) => {
	expect(asks(routeId)).toBe(true);
});

test.each([
	'/(learn)/account/factors',
	'/(learn)/account/factors/app',
	'/(learn)/account/factors/passkey',
	'/(learn)/account/confirm',
	'/(door)/sign-out',
	'/(public)/about/[guide]'
])('they reach %s', (routeId) => {
	expect(asks(routeId)).toBe(false);
});
