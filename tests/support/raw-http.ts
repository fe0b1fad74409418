import { connect } from 'node:net';

export interface RawRequest {
	/** written one after another, a turn of the event loop apart */
	parts: Buffer[];
	/**
	 * True when the server has all it needs to answer and close. Else our side ends after the last byte: a server
	 * that waits for more without end would wait for ever, and this one has to give up.
	 */
	whole: boolean;
}

export interface RawAnswer {
	/** of everything that was answered; empty when the server closed without a word */
	statuses: number[];
	text: string;
	/** the connection was still open after the patience */
	hung: boolean;
}

/**
 * Sends bytes as they are, correct or not, and reads until the server closes. A reset is an end like any other.
 *
 * @param patience milliseconds until the server counts as hung
 */
export function sendRaw(origin: string, { parts, whole }: RawRequest, patience = 5000): Promise<RawAnswer> {
	const { hostname, port } = new URL(origin);
	return new Promise((done) => {
		const chunks: Buffer[] = [];
		const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
		const finish = (hung: boolean) => {
			clearTimeout(limit);
			socket.destroy();
			const text = Buffer.concat(chunks).toString('latin1');
			const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
			done({ statuses, text, hung });
		};
		const limit = setTimeout(() => finish(true), patience);
		socket.on('data', (chunk: Buffer) => chunks.push(chunk));
		for (const event of ['end', 'close', 'error'] as const) socket.on(event, () => finish(false));
		socket.once('connect', async () => {
			for (const part of parts) {
				if (!socket.writable) return;
				socket.write(part);
				await new Promise((later) => setImmediate(later));
			}
			if (!whole && socket.writable) socket.end();
		});
	});
}
