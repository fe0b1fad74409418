// The production server: node server.mjs (or npm start, which also installs and builds).
//
// Settings, all optional: PORT (3000), HOST (127.0.0.1), ORIGIN (the address people type, or several apart by
// spaces; default http://127.0.0.1:PORT), DATA_DIR (./data), DATABASE_URL (PostgreSQL instead of the embedded
// database), DEMO=1, TRUST_PROXY=1 (believe X-Forwarded-Proto and X-Forwarded-Host; only behind a proxy that
// always sets both).
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { address, folderRefusal, listenRefusal } from './scripts/refusals.mjs';
import {
	become,
	isNewEnough,
	pinnedNode,
	root,
	serverFlags,
	stop,
	whenParentDies
} from './scripts/runtime.mjs';

const heapIsSet = process.execArgv.some((flag) => flag.startsWith('--max-old-space-size'));
if (isNewEnough() && (heapIsSet || serverFlags().length === 0)) await serve();
else restart();

/** An old Node would end in a segmentation fault at the first query; a default heap would outgrow small machines. */
function restart() {
	const node = isNewEnough() ? process.execPath : pinnedNode();
	if (!node) {
		stop(
			`Kade needs Node 22.18 or newer, and this is ${process.versions.node}. Run npm start: it brings its own.`
		);
	}
	const args = [
		...serverFlags(),
		...process.execArgv,
		fileURLToPath(import.meta.url),
		...process.argv.slice(2)
	];
	become(node, args, { MALLOC_ARENA_MAX: '2', ...process.env });
}

async function serve() {
	const where = address();
	if ('refusal' in where) return stop(where.refusal);
	process.env.DATA_DIR ||= './data';
	const noFolder = folderRefusal(process.env.DATA_DIR);
	if (noFolder) return stop(noFolder);

	// Bundled by the build; before one, the sources answer as well.
	const isBundled = existsSync(`${root}build/front/front.js`);
	const front = (name) =>
		import(isBundled ? `./build/front/${name}.js` : `./src/lib/server/front/${name}.ts`);
	const { createFront, originHeaders } = await front('front');
	const { knownOrigins, originChooser } = await front('origins');

	let handler = null;
	let originOf = () => 'http://127.0.0.1';
	const { server, pages } = createFront(
		(headers) => originOf(headers),
		() => handler
	);

	server.once('error', (error) => stop(listenRefusal(error, where.port, where.host)));
	await new Promise((listening) => server.listen(where.port, where.host, listening));

	let origins;
	try {
		origins = knownOrigins(process.env.ORIGIN, server.address().port);
	} catch {
		return stop('ORIGIN must be the full address people type, such as https://learn.example');
	}
	originOf = originChooser(origins, process.env.TRUST_PROXY === '1');
	process.env.ORIGIN = origins[0];
	process.env.PROTOCOL_HEADER = originHeaders.protocol;
	process.env.HOST_HEADER = originHeaders.host;
	process.env.BODY_SIZE_LIMIT ??= '512K';

	if (!existsSync(`${root}build/handler.js`))
		return stop('Kade is not built yet. Run npm start, which does that.');
	stopOnSignals(server);
	// The app says this when a lesson was published or changed.
	process.on('kade:pages-changed', () => pages.clear());
	try {
		({ handler } = await import('./build/handler.js'));
	} catch (error) {
		return stop(error?.code === 'KADE_START' ? error.message : error?.stack?.trim() || String(error));
	}
	console.log(`Kade is at ${origins[0]}`);
}

/** Answers what has begun, lets the app close its database, and is gone within ten seconds. */
function stopOnSignals(server) {
	let stopping = false;
	const finish = () => {
		if (stopping) return;
		stopping = true;
		const patience = setTimeout(() => server.closeAllConnections(), 8_000);
		const limit = setTimeout(() => process.exit(0), 9_500);
		server.close(async () => {
			clearTimeout(patience);
			await Promise.allSettled(
				process.listeners('sveltekit:shutdown').map(async (listener) => listener('SIGTERM'))
			);
			clearTimeout(limit);
			process.exit(0);
		});
		server.closeIdleConnections();
	};
	for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, finish);
	// Started by a parent that has died: nobody would stop us otherwise.
	if (process.channel) process.on('disconnect', finish);
	else whenParentDies(finish);
}
