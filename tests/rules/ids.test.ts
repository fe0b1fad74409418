import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invite } from '#lib/accounts/server/invitations.ts';
import { leaveNotice } from '#lib/accounts/server/notices.ts';
import { accounts } from '#lib/accounts/server/tables.ts';
import { people } from '#lib/cohorts/server/memberships.ts';
import { newId } from '#lib/server/secrets.ts';
import {
	addressOf,
	ask,
	contents,
	setStage,
	type Answer,
	type Stage,
	type Who
} from '#tests/support/stage.ts';

const COHORT = '/(cohort)/cohorts/[cohort]';
/** What in a cohort's addresses belongs to somebody. */
const ROUTES: [route: string, name: string][] = [
	[COHORT, 'cohort'],
	[`${COHORT}/people`, 'cohort'],
	[`${COHORT}/settings`, 'cohort'],
	[`${COHORT}/threads/new`, 'cohort'],
	[`${COHORT}/meetings/new`, 'cohort'],
	[`${COHORT}/prompt/[lesson]/[element]`, 'cohort'],
	[`${COHORT}/threads/[thread]`, 'thread'],
	[`${COHORT}/meetings/[meeting]`, 'meeting'],
	[`${COHORT}/meetings/[meeting]/calendar.ics`, 'meeting'],
	[`${COHORT}/meetings/[meeting]/edit`, 'meeting'],
	[`${COHORT}/posts/[post]/edit`, 'post'],
	[`${COHORT}/posts/[post]/hide`, 'post'],
	['/(admin)/admin/people/[person]', 'person']
];
const STRANGERS: Who[] = ['other member', 'other trainer', 'nobody'];

let stage: Stage;
/** Rows of the learner's and of her cohort, that only their owners may touch. */
let rows: { session: string; notice: string; passkey: string; invitation: string; ref: string };
beforeAll(async () => {
	stage = await setStage();
	const { store, ids, people: who } = stage;
	const { session, notice, passkey } = accounts(store);
	await store.write(async (tx) => {
		await leaveNotice(tx, who.learner, 'recovered');
		await tx.insert(passkey).values({
			id: newId(),
			accountId: who.learner,
			publicKey: '-',
			counter: 0,
			isSynced: false,
			label: 'hers',
			createdMonth: '2026-11'
		});
	});
	const purpose = { role: 'learner', cohortId: ids['cohort'] ?? '', cohortRole: 'member' } as const;
	const invited = await invite(store, { id: who.trainer, role: 'trainer' }, purpose);
	const known = await people(store, who.trainer, ids['cohort'] ?? '');
	const one = async (table: typeof session | typeof notice | typeof passkey) =>
		(await store.read.select({ id: table.id }).from(table).where(eq(table.accountId, who.learner)))[0]?.id ??
		'';
	rows = {
		session: await one(session),
		notice: await one(notice),
		passkey: await one(passkey),
		invitation: invited?.id ?? '',
		ref: known?.[0]?.ref ?? ''
	};
});
afterAll(() => stage.close());

/** An answer without the id that was asked for: two of them are the same when they tell the same. */
const told = ({ status, to, body }: Answer, id: string) => ({
	status,
	to: to.replaceAll(id, 'ID'),
	body: body.replaceAll(id, 'ID')
});

/** As somebody else's id, and as one that nobody has. */
async function both(
	who: Who,
	address: (id: string) => string,
	id: string,
	fields?: (id: string) => [string, string][]
) {
	expect(id).toBeTruthy();
	const madeUp = newId().padEnd(id.length, '0').slice(0, id.length);
	const before = contents(stage);
	const real = told(await ask(stage, who, address(id), fields?.(id)), id);
	expect(contents(stage)).toBe(before);
	return { real, none: told(await ask(stage, who, address(madeUp), fields?.(madeUp)), madeUp) };
}

describe.each(STRANGERS)('asvs:8.2.2 asked by: %s', (who) => {
	test.each(ROUTES)('%s: somebody else’s %s looks like one that does not exist', async (route, name) => {
		const id = stage.ids[name] ?? '';
		const { real, none } = await both(who, (each) => addressOf(stage, route, { [name]: each }), id);
		expect(real).toEqual(none);
		expect(real.status).toBe(who === 'nobody' ? 303 : 404);
	});

	test.each(ROUTES.filter(([, name]) => !['cohort', 'person'].includes(name)))(
		'asvs:8.4.1 %s: nor is a %s found through a cohort of one’s own',
		async (route, name) => {
			const cohort = stage.otherCohort;
			const address = (id: string) => addressOf(stage, route, { cohort, [name]: id });
			const { real, none } = await both(who, address, stage.ids[name] ?? '');
			expect(real).toEqual(none);
			expect(real.status).toBe(who === 'nobody' ? 303 : 404);
		}
	);

	const sent: [address: string, name: 'session' | 'notice' | 'passkey', more: [string, string][]][] = [
		['/en/account/sessions?/end', 'session', []],
		['/en/account/sessions?/label', 'session', [['label', 'mine now']]],
		['/en/account?/dismiss', 'notice', []],
		['/en/account/factors?/removePasskey', 'passkey', []]
	];
	test.each(sent)('%s: somebody else’s %s stays as it is', async (address, name, more) => {
		const fields = (id: string): [string, string][] => [[name, id], ...more];
		const { real, none } = await both(who, () => address, rows[name], fields);
		expect(real).toEqual(none);
		const { session } = accounts(stage.store);
		expect(await stage.store.read.$count(session, eq(session.id, rows.session))).toBe(1);
	});
});

test.each([
	['withdraw', 'invitation'],
	['remove', 'ref']
] as const)('asvs:8.4.1 a trainer cannot ?/%s the %s of another cohort', async (action, name) => {
	for (const cohort of [stage.otherCohort, stage.ids['cohort'] ?? '']) {
		const address = () => `/en/cohorts/${cohort}/people?/${action}`;
		const { real, none } = await both('other trainer', address, rows[name], (id) => [[name, id]]);
		expect(real).toEqual(none);
		expect(real.status).toBe(404);
	}
});

test('the one whose they are reaches every one of them, so that the refusals mean something', async () => {
	const hers = ROUTES.filter(([route]) => !/people|settings|edit|hide|meetings\/new|prompt/.test(route));
	expect(hers.length).toBeGreaterThan(3);
	for (const [route] of hers)
		expect((await ask(stage, 'learner', addressOf(stage, route))).status, route).toBe(200);
	const edit = addressOf(stage, `${COHORT}/posts/[post]/edit`);
	expect((await ask(stage, 'learner', edit)).status).toBe(200);
});
