import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressOf, ask, contents, setStage, WHO, type Stage, type Who } from '#tests/support/stage.ts';
import { formsIn } from './forms-in-pages.ts';
import { filesUnder } from './imports.ts';

type Row = [number, number, number, number, number, number];

/** What each answers, in the order of `WHO`: nobody, learner, other member, trainer, other trainer, administrator. */
const ANYONE: Row = [200, 200, 200, 200, 200, 200];
const PERSON: Row = [303, 200, 200, 200, 200, 200];
const MEMBERS: Row = [303, 200, 404, 200, 404, 404];
const ITS_AUTHOR: Row = [303, 200, 404, 404, 404, 404];
const ITS_TRAINERS: Row = [303, 404, 404, 200, 404, 404];
const STAFF: Row = [303, 404, 404, 200, 200, 200];
const ADMINISTRATORS: Row = [303, 404, 404, 404, 404, 200];

/** Every page and file of the site. A route that is not here fails; so does a line without a route. */
const MATRIX: Record<string, Row> = {
	'/(admin)/admin': ADMINISTRATORS,
	'/(admin)/admin/counts': ADMINISTRATORS,
	'/(admin)/admin/counts/counts.csv': ADMINISTRATORS,
	'/(admin)/admin/events': ADMINISTRATORS,
	'/(admin)/admin/people': ADMINISTRATORS,
	'/(admin)/admin/people/[person]': ADMINISTRATORS,
	'/(admin)/admin/site': ADMINISTRATORS,
	'/(cohort)/cohorts': PERSON,
	'/(cohort)/cohorts/[cohort]': MEMBERS,
	'/(cohort)/cohorts/[cohort]/meetings/[meeting]': MEMBERS,
	'/(cohort)/cohorts/[cohort]/meetings/[meeting]/calendar.ics': MEMBERS,
	'/(cohort)/cohorts/[cohort]/meetings/[meeting]/edit': ITS_TRAINERS,
	'/(cohort)/cohorts/[cohort]/meetings/new': ITS_TRAINERS,
	'/(cohort)/cohorts/[cohort]/people': ITS_TRAINERS,
	'/(cohort)/cohorts/[cohort]/posts/[post]/edit': ITS_AUTHOR,
	'/(cohort)/cohorts/[cohort]/posts/[post]/hide': ITS_TRAINERS,
	// The thread of this prompt is there: on to it.
	'/(cohort)/cohorts/[cohort]/prompt/[lesson]/[element]': [303, 303, 404, 303, 404, 404],
	'/(cohort)/cohorts/[cohort]/settings': ITS_TRAINERS,
	'/(cohort)/cohorts/[cohort]/threads/[thread]': MEMBERS,
	'/(cohort)/cohorts/[cohort]/threads/new': MEMBERS,
	'/(door)/deleted': ANYONE,
	'/(door)/join': ANYONE,
	'/(door)/recover': ANYONE,
	'/(door)/recover/vouched': ANYONE,
	// Closed once somebody runs the place.
	'/(door)/setup/[token]': [410, 410, 410, 410, 410, 410],
	'/(door)/sign-in': [200, 303, 303, 303, 303, 303],
	// Only with the token of a first step.
	'/(door)/sign-in/second': [303, 303, 303, 303, 303, 303],
	'/(door)/sign-out': ANYONE,
	'/(learn)/account': PERSON,
	'/(learn)/account/confirm': PERSON,
	'/(learn)/account/delete': PERSON,
	'/(learn)/account/events': PERSON,
	'/(learn)/account/export': PERSON,
	// A file is asked for by a form.
	'/(learn)/account/export/file': [303, 405, 405, 405, 405, 405],
	'/(learn)/account/factors': PERSON,
	// Only while one is being set up.
	'/(learn)/account/factors/app': [303, 303, 303, 303, 303, 303],
	'/(learn)/account/factors/passkey': PERSON,
	'/(learn)/account/handle': PERSON,
	'/(learn)/account/known': PERSON,
	'/(learn)/account/passphrase': PERSON,
	'/(learn)/account/recovery': PERSON,
	'/(learn)/account/sessions': PERSON,
	'/(learn)/my': PERSON,
	'/(public)': ANYONE,
	'/(public)/about': ANYONE,
	'/(public)/about/[guide]': ANYONE,
	'/(public)/assets/[course]/[file]': ANYONE,
	'/(public)/courses': ANYONE,
	'/(public)/courses/[course]': ANYONE,
	'/(public)/courses/[course]/[lesson]': ANYONE,
	'/(public)/glossary': ANYONE,
	'/(public)/help': ANYONE,
	'/(public)/wipe': ANYONE,
	'/(public)/wipe/done': ANYONE,
	'/(studio)/cohorts/new': STAFF,
	'/(studio)/courses/[course]/[lesson]/guide': STAFF,
	'/(studio)/resets': STAFF
};

const routes = [
	...new Set(
		filesUnder('src/routes').flatMap((file) => /^src\/routes(.*)\/\+(?:page|server)\b/.exec(file)?.[1] ?? [])
	)
].sort();

const cell = (route: string, who: Who) => MATRIX[route]?.[WHO.indexOf(who)];
/** Routes that open to some and to others not. */
const kept = routes.filter(
	(route) => WHO.some((who) => cell(route, who) === 200) && cell(route, 'nobody') === 303
);

let stage: Stage;
beforeAll(async () => {
	stage = await setStage();
});
afterAll(() => stage.close());

test('asvs:8.2.1 every route stands in the matrix, and nothing else does', () => {
	expect(routes.length).toBeGreaterThan(40);
	expect(Object.keys(MATRIX).sort()).toEqual(routes);
});

describe('asvs:8.2.1 whoever opens', () => {
	test.each(routes)('%s', async (route) => {
		const seen: [Who, number][] = [];
		for (const who of WHO) seen.push([who, (await ask(stage, who, addressOf(stage, route))).status]);
		expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(WHO.map((who) => [who, cell(route, who)])));
	});
});

describe('asvs:8.2.1 whoever may not open a page may not send its forms, and nothing changes', () => {
	test.each(kept)('%s', async (route) => {
		const address = addressOf(stage, route);
		const host = WHO.find((who) => cell(route, who) === 200) as Who;
		const { body } = await ask(stage, host, address);
		// The bar and the list of languages are on every page: only what this page itself offers.
		const forms = formsIn(address, body).filter(({ action }) => action.split('?')[0] === address);
		const before = contents(stage);
		for (const who of WHO.filter((each) => cell(route, each) !== 200))
			for (const { action, fields } of forms) {
				const filled = fields.map(([name, value]): [string, string] => [name, value || 'teal heron 482']);
				const { status } = await ask(stage, who, action, filled);
				expect([401, 404], `${who} ${action}`).toContain(status);
			}
		expect(contents(stage)).toBe(before);
	});

	test('there are such forms', async () => {
		const found: string[] = [];
		for (const route of kept) {
			const address = addressOf(stage, route);
			const host = WHO.find((who) => cell(route, who) === 200) as Who;
			found.push(...formsIn(address, (await ask(stage, host, address)).body).map(({ action }) => action));
		}
		expect(new Set(found).size).toBeGreaterThan(30);
	});
});
