// Lesson requests per CPU second of the server, against a bare server that sends the same bytes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spread } from './numbers.mjs';
import { ask, loadOn, memory, startBare } from './programs.mjs';

/** As a browser asks, and as a machine that takes no compression. */
const BROWSER = {
	'accept-encoding': 'gzip, deflate, br, zstd',
	accept: 'text/html',
	'sec-fetch-site': 'same-origin'
};
const PLAIN = { accept: 'text/html', 'sec-fetch-site': 'same-origin' };

/**
 * @param {import('./programs.mjs').Program} app
 * @param {{ cookie: string, folder: string, rounds: number, milliseconds: number, path: string }} how
 */
export async function measureRequests(app, { cookie, folder, rounds, milliseconds, path }) {
	const visitors = {
		signedIn: { ...BROWSER, cookie },
		signedInPlain: { ...PLAIN, cookie },
		anonymous: BROWSER
	};
	/** @type {Record<string, { value: number, text: string }>} */
	const ratios = {};
	let most = 0;
	for (const [name, headers] of Object.entries(visitors)) {
		// A kept page is compressed best after a few visits; the bare server is to send the same bytes.
		// And the first visitors of all meet code that V8 has not compiled yet.
		await loadOn(app, { path, headers, milliseconds: most ? milliseconds : milliseconds * 3 });
		const answer = await ask(app.origin + path, { headers });
		const file = join(folder, `${name}.body`);
		writeFileSync(file, answer.body);
		const bare = await startBare(file, sent(answer.raw));
		await loadOn(bare, { path: '/', headers, milliseconds: milliseconds / 2 });
		const measured = [];
		for (let round = 0; round < rounds; round++) {
			const ours = await loadOn(app, { path, headers, milliseconds });
			most = Math.max(most, memory(app.pid));
			const bares = await loadOn(bare, { path: '/', headers, milliseconds });
			measured.push(ours.perCpuSecond / bares.perCpuSecond);
			process.stderr.write(
				`  ${name}: ${Math.round(ours.perCpuSecond)} / ${Math.round(bares.perCpuSecond)} a CPU second\n`
			);
		}
		await bare.stop();
		ratios[name] = spread(measured);
	}
	return { ratios, memory: most, peak: memory(app.pid, 'VmHWM') };
}

/** Every header line of an answer, but those Node adds by itself. @param {string[]} raw */
function sent(raw) {
	/** @type {Record<string, string>} */
	const headers = {};
	for (let at = 0; at < raw.length; at += 2)
		if (!/^(date|connection|keep-alive|content-length)$/i.test(raw[at] ?? ''))
			headers[raw[at] ?? ''] = raw[at + 1] ?? '';
	return headers;
}

/** Bytes of the head of an answer. @param {string[]} raw */
export const headBytes = (raw) =>
	'HTTP/1.1 200 OK\r\n\r\n'.length + raw.reduce((sum, part) => sum + part.length + 2, 0);
