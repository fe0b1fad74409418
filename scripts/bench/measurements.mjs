// What is measured, under which name, and the budgets it is held to (design: budgets).
import { brotliCompressSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CAST, PASSPHRASE } from '../../src/lib/operations/server/people.ts';
import { launch, measureReadable, measureTransfer, plainText } from './browser.mjs';
import { measureLarge } from './large.mjs';
import { kilobytes, megabytes } from './numbers.mjs';
import { ask, signIn, startApp, startBare } from './programs.mjs';
import { headBytes, measureRequests } from './requests.mjs';
import { measureIdle, measureStarts } from './start.mjs';
import { countStatements } from './statements.mjs';
import { measureWrites } from './writes.mjs';

/**
 * @typedef {{ folder: string, dataDir: string, rounds: number, milliseconds: number }} Scene
 * @typedef {import('./table.mjs').Row} Row
 */

const KB = 1024;
const MB = 1024 * 1024;
const LESSON = '/en/courses/2/1';
const who = { handle: CAST.amal.handle, passphrase: PASSPHRASE };

/** @type {Record<string, (scene: Scene) => Promise<Row[]>>} */
export const measurements = {
	transfer: async ({ dataDir }) => {
		const app = await startApp(dataDir);
		const browser = await launch();
		/** @type {Row[]} */
		const rows = [];
		for (const locale of ['en', 'ar']) {
			const { first, next } = await measureTransfer(browser, `${app.origin}/${locale}/courses/2/1`);
			rows.push(
				{
					what: `first lesson, ${locale}`,
					measured: kilobytes(first.bytes),
					value: first.bytes,
					begin: [25 * KB, '25 KB'],
					goal: [15 * KB, '15 KB']
				},
				{
					what: `  requests`,
					measured: String(first.requests),
					value: first.requests,
					begin: [5, '5'],
					goal: [4, '4']
				},
				{
					what: `  JavaScript`,
					measured: kilobytes(first.script),
					value: first.script,
					begin: [2 * KB, '2 KB']
				},
				{
					what: `next lesson, ${locale}`,
					measured: kilobytes(next.bytes),
					value: next.bytes,
					begin: [10 * KB, '10 KB'],
					goal: [6 * KB, '6 KB']
				}
			);
		}
		await browser.close();
		await app.stop();
		return rows;
	},

	readable: async ({ dataDir, folder, rounds }) => {
		const app = await startApp(dataDir);
		const browser = await launch();
		const file = join(folder, 'plain.html');
		writeFileSync(file, brotliCompressSync(await plainText(browser, app.origin + LESSON)));
		const plain = await startBare(file, {
			'Content-Type': 'text/html; charset=utf-8',
			'Content-Encoding': 'br'
		});
		const {
			ours,
			plain: bare,
			ratio
		} = await measureReadable(browser, { ours: app.origin + LESSON, plain: plain.origin }, rounds);
		await browser.close();
		await Promise.all([app.stop(), plain.stop()]);
		return [
			{
				what: 'text readable, 400 kbit/s, CPU ÷ 4',
				measured: ours.text,
				value: ours.value,
				begin: [2000, '2 s']
			},
			{
				what: `  against one plain file (${bare.text})`,
				measured: ratio.text,
				value: ratio.value,
				goal: [1.3, '1.3']
			}
		];
	},

	requests: async ({ dataDir, folder, rounds, milliseconds }) => {
		const app = await startApp(dataDir);
		const cookie = await signIn(app.origin, who);
		const { ratios, memory, peak } = await measureRequests(app, {
			cookie,
			folder,
			rounds,
			milliseconds,
			path: LESSON
		});
		const answer = await ask(app.origin + LESSON, { headers: { cookie } });
		const head = headBytes(answer.raw);
		await app.stop();
		const { signedIn, signedInPlain, anonymous } = ratios;
		return [
			{
				what: 'requests against bare node:http, signed in',
				measured: signedIn?.text ?? '',
				value: signedIn?.value,
				limit: 'least',
				begin: [0.05, '0.05'],
				goal: [0.1, '0.10']
			},
			{
				what: '  signed in, without compression',
				measured: signedInPlain?.text ?? '',
				value: signedInPlain?.value,
				limit: 'least',
				begin: [0.05, '0.05'],
				goal: [0.1, '0.10']
			},
			{
				what: '  not signed in (kept page)',
				measured: anonymous?.text ?? '',
				value: anonymous?.value,
				limit: 'least',
				begin: [0.2, '0.2'],
				goal: [0.5, '0.5']
			},
			{
				what: `memory under load (most ever: ${megabytes(peak)})`,
				measured: megabytes(memory),
				value: memory,
				begin: [280 * MB, '280 MB'],
				goal: [200 * MB, '200 MB']
			},
			{
				what: 'head of an answer, signed in',
				measured: kilobytes(head),
				value: head,
				begin: [4 * KB, '4 KB'],
				goal: [2 * KB, '2 KB']
			}
		];
	},

	writes: async ({ folder, rounds }) => {
		const { ratio, perSecond } = await measureWrites(join(folder, 'writes'), rounds);
		return [
			{
				what: `durable writes against bare (${perSecond.text} a second)`,
				measured: ratio.text,
				value: ratio.value,
				limit: 'least',
				begin: [0.5, '0.5'],
				goal: [2, '2']
			}
		];
	},

	statements: async ({ dataDir }) => {
		const { firstView, view, write } = await countStatements(dataDir, LESSON, who);
		return [
			{
				what: `statements of a lesson view (first: ${firstView.length})`,
				measured: String(view.length),
				value: view.length,
				begin: [6, '6'],
				goal: [3, '3']
			},
			{
				what: 'statements of a progress write',
				measured: String(write.length),
				value: write.length,
				begin: [3, '3'],
				goal: [2, '2']
			}
		];
	},

	start: async ({ dataDir }) => {
		const { wall, cpu } = await measureStarts(dataDir, LESSON);
		return [
			{
				what: `start to first answer (CPU ${cpu.text})`,
				measured: wall.text,
				value: wall.value,
				begin: [1500, '1.5 s'],
				goal: [700, '0.7 s']
			}
		];
	},

	memory: async ({ dataDir }) => {
		const idle = await measureIdle(dataDir);
		return [
			{
				what: 'memory idle',
				measured: megabytes(idle),
				value: idle,
				begin: [120 * MB, '120 MB'],
				goal: [90 * MB, '90 MB']
			}
		];
	},

	large: async ({ dataDir, folder, rounds, milliseconds }) => {
		const { ratio, told } = await measureLarge({ dataDir, folder, rounds, milliseconds, path: LESSON, who });
		return [
			{
				what: `lesson view with ${told}, against an empty one`,
				measured: ratio.text,
				value: ratio.value,
				limit: 'least',
				begin: [0.8, '0.8'],
				goal: [0.95, '0.95']
			}
		];
	}
};
