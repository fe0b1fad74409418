// Loaded before the app: counts the SQL statements it sends between two messages of its parent.
import { statementsOf } from '../../tests/support/statements.ts';

/** @type {((value?: unknown) => void) | null} */
let finish = null;

process.on('message', async (message) => {
	if (message === 'begin') {
		const statements = await statementsOf(() => {
			process.send?.('begun');
			return new Promise((done) => (finish = done));
		});
		process.send?.({ statements });
	}
	if (message === 'end') finish?.();
});
// The channel alone must not keep a server alive that was asked to end.
process.channel?.unref();
