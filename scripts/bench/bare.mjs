// The measure of everything: Node's own server, the same bytes for every request and nothing else.
//   node bare.mjs <file> <headers as JSON>
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [file = '', headers = '{}'] = process.argv.slice(2);
const body = readFileSync(file);
const head = { ...JSON.parse(headers), 'Content-Length': body.length };
const server = createServer((_request, answer) => {
	answer.writeHead(200, head);
	answer.end(body);
});
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	console.log(`bare at http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
});
process.once('disconnect', () => process.exit(0));
