import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';

/** Answers made before or without the app: one English sentence, because no language is known yet. */
const sentences = {
	400: 'This request could not be read.',
	404: 'There is nothing at this address.',
	405: 'This server does not know that method.',
	408: 'The request took too long to arrive. Please try again.',
	413: 'This is too large to accept.',
	414: 'This address is too long.',
	417: 'This server does not know that expectation.',
	431: 'The browser sent too many header lines. Removing old cookies for this site helps.',
	500: 'Something went wrong here. Please try again in a minute.',
	503: 'Kade is starting. Please try again in a moment.'
} as const;

export type Refusal = keyof typeof sentences;

/** Answers with a status and its sentence; the headers of the policy are added by whoever dressed `res`. */
export function refuse(res: ServerResponse, status: Refusal): void {
	if (status === 503) res.setHeader('Retry-After', '1');
	// What is left of the request is of no interest: the connection ends with the answer.
	if (status !== 503 && status !== 404) res.setHeader('Connection', 'close');
	res.setHeader('Content-Type', 'text/plain; charset=utf-8');
	res.statusCode = status;
	res.end(sentences[status] + '\n');
}

/** The same as raw bytes, for a request so broken that Node gives us a socket only. */
export function rawRefusal(status: Refusal, headers: Record<string, string>): string {
	const body = sentences[status] + '\n';
	const lines = Object.entries({
		...headers,
		'Content-Type': 'text/plain; charset=utf-8',
		'Content-Length': String(Buffer.byteLength(body)),
		Connection: 'close'
	}).map(([name, value]) => `${name}: ${value}\r\n`);
	return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`;
}
