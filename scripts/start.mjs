// npm start, npm run demo: installs and builds what is not ready yet, then becomes the server.
import { build, install } from './prepare.mjs';
import { address, folderRefusal, portRefusal } from './refusals.mjs';
import { become, pinnedNode, root, serverFlags, stop, whenParentDies } from './runtime.mjs';

process.chdir(root);
whenParentDies(() => process.exit(1));
/** @type {NodeJS.ProcessEnv} */
const env = { MALLOC_ARENA_MAX: '2', NODE_ENV: 'production', ...process.env };
if (process.argv.includes('--demo')) env.DEMO = '1';
env.DATA_DIR ||= env.DEMO === '1' ? './data-demo' : './data';

const refusal = (await obstacle()) ?? (await install(console.log)) ?? (await build(console.log));
if (refusal) stop(refusal);
else become(pinnedNode() ?? process.execPath, [...serverFlags(env), 'server.mjs'], env);

/** What would stop the server anyway is said before minutes of work. */
async function obstacle() {
	const where = address(env);
	if ('refusal' in where) return where.refusal;
	return (await portRefusal(where.port, where.host)) ?? folderRefusal(env.DATA_DIR ?? './data');
}
