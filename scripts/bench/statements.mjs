// How many SQL statements the built app sends for one request, counted inside it.
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { root } from '../runtime.mjs';
import { ask, signIn, startApp } from './programs.mjs';

/**
 * @param {string} dataDir @param {string} path @param {{ handle: string, passphrase: string }} who
 * @returns {Promise<{ view: string[], firstView: string[], write: string[] }>}
 */
export async function countStatements(dataDir, path, who) {
	const app = await startApp(dataDir, { preload: pathToFileURL(`${root}scripts/bench/counting.mjs`).href });
	try {
		const cookie = await signIn(app.origin, who);
		const headers = { cookie, accept: 'text/html', origin: app.origin };
		const view = () => ask(app.origin + path, { headers });
		const firstView = await during(app.child, view);
		const again = await during(app.child, view);
		const page = (await view()).body.toString();
		const quiz = /<form[^>]*class="[^"]*quiz[\s\S]*?<\/form>/.exec(page)?.[0] ?? '';
		const value = (/** @type {string} */ name) =>
			new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(quiz)?.[1] ?? '';
		const fields = ['element', 'version', 'key', 'state', 'choice'].map((name) => [name, value(name)]);
		const body = new URLSearchParams(Object.fromEntries(fields)).toString();
		const post = {
			method: 'POST',
			body,
			headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
		};
		const write = await during(app.child, async () => {
			const answer = await ask(`${app.origin}${path}?/answer`, post);
			if (answer.status !== 200) throw new Error(`Answering a quiz gave ${answer.status}.`);
		});
		return { firstView, view: again, write: write.filter((sql) => /^\s*(insert|update|delete)/i.test(sql)) };
	} finally {
		await app.stop();
	}
}

/** @param {import('node:child_process').ChildProcess} child @param {() => Promise<unknown>} work */
async function during(child, work) {
	child.send('begin');
	await once(child, 'message');
	await work();
	child.send('end');
	const [{ statements }] = await once(child, 'message');
	return statements;
}
