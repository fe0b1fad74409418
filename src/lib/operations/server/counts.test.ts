import { expect, test } from 'vitest';
import { complete } from '#lib/learning/server/completions.ts';
import { aCourse, anAccount, aText } from '#tests/support/cohort-cast.ts';
import { onBothEngines } from '#tests/support/database.ts';
import { countsTable, siteCounts } from './counts.ts';

onBothEngines('counts of the site', (store) => {
	test('are shown from ten on, and split by nothing but the course', async () => {
		const { slug, lessonId } = await aCourse(store());
		await aText(store(), lessonId, 'en', 'Tides', {});
		const ids: string[] = [];
		for (let i = 0; i < 9; i++) ids.push(await anAccount(store()));
		for (const id of ids) await complete(store(), { id }, lessonId);
		const few = await siteCounts(store());
		expect(few.map(({ n }) => n)).toEqual(few.map(() => null));
		const tenth = await anAccount(store());
		await complete(store(), { id: tenth }, lessonId);
		const counts = await siteCounts(store());
		expect(counts).toContainEqual({ what: 'accounts', course: null, n: 10 });
		expect(counts).toContainEqual({ what: 'completions', course: slug, n: 10 });
		expect(new Set(counts.map(({ what }) => what))).toEqual(
			new Set(['accounts', 'groups', 'enrolments', 'completions'])
		);
	});
});

test('asvs:1.2.10 as a table: quoted, and no field that a spreadsheet would take for a formula', () => {
	const odd = ['=1+1', '+1', '-1', '@x', '\tx', '\0x', 'a"b,c\nd'];
	const table = countsTable(odd.map((course) => ({ what: 'enrolments', course, n: 12 })));
	const [head, ...rest] = table.split('\r\n');
	expect(head).toBe('"what","course","number"');
	expect(rest.slice(0, 6)).toEqual(odd.slice(0, 6).map((course) => `"enrolments","'${course}","12"`));
	expect(rest[6]).toBe('"enrolments","a""b,c\nd","12"');
	expect(countsTable([{ what: 'accounts', course: null, n: null }])).toContain('"accounts","","under 10"');
});
