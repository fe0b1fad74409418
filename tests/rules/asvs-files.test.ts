import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressOf, ask, setStage, type Stage, type Who } from '#tests/support/stage.ts';
import { open, ROUTES, send } from './every-page.ts';
import { formsIn, type PageForm } from './forms-in-pages.ts';
import { everything } from './visitor.ts';

let stage: Stage;
beforeAll(async () => {
	stage = await setStage();
});
afterAll(() => stage.close());

/** One form of each kind that these two see, apart from those that end what the test stands on. */
async function forms(): Promise<[Who, PageForm][]> {
	const kinds = new Map<string, [Who, PageForm]>();
	for (const who of ['trainer', 'administrator'] as const)
		for (const route of ROUTES.filter((each) => !each.includes('[file]'))) {
			const address = addressOf(stage, route);
			for (const form of formsIn(address, (await ask(stage, who, address)).body))
				kinds.set([form.action, ...form.fields.map(([name]) => name)].join(), [who, form]);
		}
	const last = /sign-out|wipe|delete|leave|remove|suspend|sessions|role|\?\/end/;
	return [...kinds.values()].filter(([, { action }]) => !last.test(action));
}

test('asvs:1.3.4 asvs:5.3.2 a drawing or a file with a strange name is taken by no form and kept nowhere', async () => {
	const drawing = '<svg xmlns="http://www.w3.org/2000/svg" onload="canaryDrawing()"><script>1</script></svg>';
	const before = readdirSync(stage.server.dataDir).sort();
	let sent = 0;
	for (const [who, { action, fields }] of await forms())
		for (const name of [...fields.map(([each]) => each).filter((each) => each !== 'key'), 'file']) {
			const body = new FormData();
			for (const [other, value] of fields) if (other !== name) body.append(other, value);
			body.append(name, new File([drawing], '../../../canary-name.svg', { type: 'image/svg+xml' }));
			const answer = await send(stage, who, action, { method: 'POST', body });
			expect(answer.status, `${action} ${name}`).toBeLessThan(500);
			expect(answer.body).not.toContain('canaryDrawing');
			sent++;
		}
	expect(sent).toBeGreaterThan(60);
	expect(JSON.stringify(everything(stage.server))).not.toMatch(/canaryDrawing|canary-name/);
	const after = readdirSync(stage.server.dataDir).sort();
	expect(after.filter((name) => !/-(wal|shm)$/.test(name))).toEqual(
		before.filter((name) => !/-(wal|shm)$/.test(name))
	);
}, 60_000);

test.each([
	'/../package.json',
	'/_app/../../../package.json',
	'/%2e%2e/%2e%2e/package.json',
	'/..%2f..%2fpackage.json',
	'/icons/..%5c..%5c..%5cpackage.json',
	'/en/../../package.json',
	'//etc/passwd',
	'/_app/%00/../../package.json',
	'/icons/%252e%252e/package.json'
])('asvs:5.3.2 %s leads to no file', async (target) => {
	const { hostname, port } = new URL(stage.server.origin);
	const said = await new Promise<string>((done, failed) => {
		let text = '';
		const bytes = `GET ${target} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n\r\n`;
		const socket = connect(Number(port), hostname, () => socket.write(bytes));
		socket.on('data', (chunk) => (text += chunk.toString('latin1')));
		socket.on('close', () => done(text));
		socket.on('error', failed);
	});
	expect(said).toMatch(/^HTTP\/1\.1 (30[2378]|40[04]) /);
	expect(said).not.toMatch(/"devDependencies"|root:x:0/);
});

test('asvs:3.2.1 asvs:5.4.2 what is not a page is a file to keep, under a name of ours', async () => {
	const title = { title: 'canary"; filename="x.html' };
	const address = addressOf(stage, '/(cohort)/cohorts/[cohort]/meetings/[meeting]/edit');
	const form = formsIn(address, (await ask(stage, 'trainer', address)).body).find(({ fields }) =>
		fields.some(([name]) => name === 'title')
	);
	const fields = form?.fields.map(([name, value]): [string, string] => [
		name,
		name === 'title' ? title.title : value
	]);
	expect((await ask(stage, 'trainer', form?.action ?? '', fields)).status).toBe(303);

	const calendar = addressOf(stage, '/(cohort)/cohorts/[cohort]/meetings/[meeting]/calendar.ics');
	const post = { method: 'POST', body: new URLSearchParams() };
	const files = [
		await open(stage, 'learner', calendar),
		await open(stage, 'administrator', '/en/admin/counts/counts.csv'),
		await send(stage, 'learner', '/en/account/export/file', post)
	];
	for (const { status, headers } of files) {
		expect(status).toBe(200);
		expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z]+\.(ics|csv|json)"$/);
		expect(headers.get('content-type')).not.toMatch(/html|svg|xml/);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('content-security-policy')).toContain("default-src 'none'");
	}
	expect(ROUTES.filter((route) => /\.\w+$|file$/.test(route))).toHaveLength(3);
});
