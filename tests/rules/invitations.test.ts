import { afterAll, beforeAll, expect, test } from 'vitest';
import { CODE_FORMS } from '#lib/accounts/code-forms.ts';
import { askedGroups } from '#lib/accounts/recovery-groups.ts';
import { randomGroups } from '#lib/accounts/server/digits.ts';
import { suggestHandle } from '#lib/accounts/server/handles.ts';
import { invite } from '#lib/accounts/server/invitations.ts';
import { accounts } from '#lib/accounts/server/tables.ts';
import { cohorts } from '#lib/cohorts/server/tables.ts';
import { ask, setStage, type Stage } from '#tests/support/stage.ts';

let stage: Stage;
beforeAll(async () => {
	stage = await setStage();
});
afterAll(() => stage.close());

/** The last step of joining, as a browser sends it. */
function lastStep(code: string): [string, string][] {
	const recovery = randomGroups(9);
	const groups = recovery.split(' ');
	const [first, second] = askedGroups(recovery).map((number) => groups[number - 1] ?? '');
	return Object.entries({
		code,
		handle: suggestHandle(),
		use: 'own',
		own: 'slow tide over gravel',
		recovery,
		first: first ?? '',
		second: second ?? ''
	});
}

test.each(CODE_FORMS)(
	'asvs:2.3.4 of fifty people with one code (%s) one comes in',
	async (form) => {
		const { store, people, ids } = stage;
		const by = { id: people.trainer, role: 'trainer' } as const;
		const purpose = { role: 'learner', cohortId: ids['cohort'] ?? '', cohortRole: 'member' } as const;
		const made = await invite(store, by, purpose, form);
		const counted = async () => [
			await store.read.$count(accounts(store).account),
			await store.read.$count(cohorts(store).membership),
			await store.read.$count(accounts(store).session)
		];
		const before = await counted();
		const answers = await Promise.all(
			Array.from({ length: 50 }, () => ask(stage, 'nobody', '/en/join?/create', lastStep(made?.code ?? '')))
		);
		expect(answers.filter(({ status }) => status === 303).map(({ to }) => to)).toEqual([
			`/en/cohorts/${ids['cohort']}`
		]);
		const others = answers.filter(({ status }) => status !== 303);
		// Refused, or asked to come back when too many knock at once (503): never an error, never half an account.
		for (const { status } of others) expect([422, 503]).toContain(status);
		expect(others.filter(({ status }) => status === 422).length).toBeGreaterThan(0);
		expect(await counted()).toEqual(before.map((n) => n + 1));
	},
	60_000
);
