// Asks one page again and again over a few kept connections, each waiting for its answer, and counts the answers.
// Only for servers of this machine.
//   node load.mjs '{"url": …, "headers": …, "milliseconds": …, "connections": …}'
import { connect } from 'node:net';

/** However fast a server is, nobody gets more than this. */
const MOST = 200_000;

const { url, headers, milliseconds, connections } = JSON.parse(process.argv[2] ?? '{}');
const { hostname, host, port, pathname, search } = new URL(url);
if (hostname !== '127.0.0.1') throw new Error('Load is for this machine alone.');

const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
const request = `GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`;
const until = performance.now() + milliseconds;
let requests = 0;

await Promise.all(Array.from({ length: connections }, visit));
console.log(JSON.stringify({ requests }));

function visit() {
	return new Promise((done, failed) => {
		const socket = connect(Number(port), hostname);
		/** bytes of the answer still to come; -1 while its head is not complete */
		let missing = -1;
		let head = Buffer.alloc(0);
		const ask = () => {
			if (performance.now() >= until || requests >= MOST) {
				socket.end();
				return done(null);
			}
			socket.write(request);
		};
		socket.setNoDelay(true);
		socket.once('connect', ask);
		socket.once('error', failed);
		socket.on('data', (chunk) => {
			if (missing < 0) {
				head = head.length ? Buffer.concat([head, chunk]) : chunk;
				const end = head.indexOf('\r\n\r\n');
				if (end < 0) return;
				const text = head.toString('latin1', 0, end);
				const length = /^content-length: (\d+)/im.exec(text);
				if (!text.startsWith('HTTP/1.1 200') || !length) return failed(new Error(text));
				missing = Number(length[1]) - (head.length - end - 4);
				head = Buffer.alloc(0);
			} else missing -= chunk.length;
			if (missing > 0) return;
			missing = -1;
			requests++;
			ask();
		});
	});
}
