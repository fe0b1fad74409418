import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fingerprint, readStamp, writeStamp } from '../../scripts/files.mjs';
import { isBuilt } from '../../scripts/prepare.mjs';
import { isNewEnough } from '../../scripts/runtime.mjs';
import { runProgram } from '../support/programs.ts';
import { startServer } from '../support/server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'kade-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a start that cannot succeed says why in one sentence', () => {
	const programs = ['scripts/start.mjs', 'server.mjs'];

	test.each(programs)('%s: port taken', async (program) => {
		const other = createServer().listen(0, '127.0.0.1');
		await once(other, 'listening');
		const { port } = other.address() as AddressInfo;
		const env = { PORT: String(port), DATA_DIR: path.join(folder, 'data') };
		const { code, output } = await runProgram([program], { env }).finally(() => other.close());
		expect(output).toBe(
			`Port ${port} is taken by another program. Stop that program, or choose another port: PORT=${port + 1} npm start\n`
		);
		expect(code).toBe(1);
	});

	test.each(programs)('%s: data folder not writable', async (program) => {
		const file = path.join(folder, 'a-file');
		await writeFile(file, '');
		const dataDir = path.join(file, 'data');
		const { code, output } = await runProgram([program], { env: { PORT: '0', DATA_DIR: dataDir } });
		expect(output).toMatch(/^The data folder .+ cannot be written \(ENOTDIR\)\. .+ DATA_DIR=.+\n$/);
		expect(output).toContain(dataDir);
		expect(code).toBe(1);
	});

	test.each(programs)('%s: no such port', async (program) => {
		const { code, output } = await runProgram([program], { env: { PORT: 'http' } });
		expect(output).toBe('PORT must be a number from 0 to 65535, not "http".\n');
		expect(code).toBe(1);
	});

	test('an origin that is no address', async () => {
		const env = { PORT: '0', DATA_DIR: path.join(folder, 'data'), ORIGIN: 'learn.example' };
		const { code, output } = await runProgram(['server.mjs'], { env });
		expect(output).toBe('ORIGIN must be the full address people type, such as https://learn.example\n');
		expect(code).toBe(1);
	});

	test('npm not reachable', async () => {
		const bare = path.join(folder, 'bare');
		await mkdir(bare);
		for (const name of ['scripts', 'package.json', 'package-lock.json'])
			await cp(path.join(root, name), path.join(bare, name), { recursive: true });
		const env = {
			PORT: '0',
			npm_config_registry: 'http://127.0.0.1:9/',
			npm_config_fetch_retries: '0',
			npm_config_cache: path.join(folder, 'npm-cache')
		};
		const { code, output } = await runProgram(['scripts/start.mjs'], { env, cwd: bare });
		expect(output).toMatch(
			/^Installing .+\nThe npm registry cannot be reached, .+ run npm start again\..+\n$/
		);
		expect(code).toBe(1);
	});
});

describe('a start with everything ready', () => {
	test('goes straight to the server, and ends in peace', async () => {
		expect(isBuilt(), 'npm test builds before it tests').toBe(true);
		const env = { PORT: '0', DATA_DIR: path.join(folder, 'ready') };
		const { code, output, milliseconds } = await runProgram(['scripts/start.mjs'], {
			env,
			enough: /Kade is at/
		});
		expect(output).not.toMatch(/Installing|Building/);
		expect(code).toBe(0);
		expect(milliseconds).toBeLessThan(10_000);
	});

	test('goes on after a power cut', async () => {
		const first = await startServer();
		await first.kill();
		const second = await startServer({ dataDir: first.dataDir });
		expect((await fetch(second.origin)).status).toBeLessThan(400);
		await second.stop();
	});
});

describe('what was done is known by its sources', () => {
	test('a stamp is there whole or not at all, and follows every byte but those left out', async () => {
		const tree = path.join(folder, 'tree');
		await mkdir(path.join(tree, 'src'), { recursive: true });
		const sources = () => fingerprint(tree, ['src', 'absent'], (name) => name.endsWith('.test.ts'));
		const stamp = path.join(tree, 'made/stamp');
		expect(readStamp(stamp)).toBeNull();
		writeStamp(stamp, sources());

		await writeFile(path.join(tree, 'src/a.test.ts'), '1');
		expect(readStamp(stamp)).toBe(sources());
		await writeFile(path.join(tree, 'src/a.ts'), '1');
		expect(readStamp(stamp)).not.toBe(sources());
	});

	test.each([
		['20.20.2', false],
		['22.17.9', false],
		['22.18.0', true],
		['24.21.0', true]
	])('Node %s is new enough: %s', (version, enough) => {
		expect(isNewEnough(version)).toBe(enough);
	});
});
