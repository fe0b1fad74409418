import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha256 = (data: Uint8Array | string): Buffer => createHash('sha256').update(data).digest();

/** CBOR (RFC 8949) of what an authenticator says: small numbers, text, bytes and maps. */
function cbor(value: number | string | Uint8Array | Map<number | string, unknown>): Buffer {
	const head = (major: number, n: number) =>
		n < 24
			? Buffer.from([(major << 5) | n])
			: n < 256
				? Buffer.from([(major << 5) | 24, n])
				: Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
	if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
	if (typeof value === 'string')
		return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
	if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
	const parts = [...value].flatMap(([key, item]) => [cbor(key), cbor(item as never)]);
	return Buffer.concat([head(5, value.size), ...parts]);
}

interface Circumstances {
	origin: string;
	host: string;
	challenge: string;
	/** whether the device checked the person (finger, face, PIN) */
	verified?: boolean;
	counter?: number;
}

/** A passkey in memory: an ES256 key that answers as a browser would, or as an attacker might. */
export class TestAuthenticator {
	readonly id = base64url(randomBytes(16));
	readonly #key: KeyObject;
	readonly #cose: Buffer;

	constructor() {
		const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
		this.#key = privateKey;
		const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
		this.#cose = cbor(
			new Map<number, unknown>([
				[1, 2],
				[3, -7],
				[-1, 1],
				[-2, Buffer.from(x, 'base64url')],
				[-3, Buffer.from(y, 'base64url')]
			])
		);
	}

	#data({ host, verified = true, counter = 0 }: Circumstances, attested: Buffer): Buffer {
		const flags = 0x01 | (verified ? 0x04 : 0) | (attested.length ? 0x40 : 0);
		const rest = Buffer.alloc(5);
		rest.writeUInt8(flags, 0);
		rest.writeUInt32BE(counter, 1);
		return Buffer.concat([sha256(host), rest, attested]);
	}

	#answer(response: Record<string, string>): string {
		const { id } = this;
		return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });
	}

	#client(type: string, { challenge, origin }: Circumstances): Buffer {
		return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
	}

	/** What `startRegistration` gives, as JSON. */
	register(where: Circumstances): string {
		const id = Buffer.from(this.id, 'base64url');
		const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, this.#cose]);
		const object = new Map<string, unknown>([
			['fmt', 'none'],
			['attStmt', new Map()],
			['authData', this.#data(where, attested)]
		]);
		return this.#answer({
			clientDataJSON: base64url(this.#client('webauthn.create', where)),
			attestationObject: base64url(cbor(object))
		});
	}

	/** What `startAuthentication` gives, as JSON. */
	signIn(where: Circumstances): string {
		const data = this.#data(where, Buffer.alloc(0));
		const client = this.#client('webauthn.get', where);
		const signature = sign('sha256', Buffer.concat([data, sha256(client)]), this.#key);
		return this.#answer({
			clientDataJSON: base64url(client),
			authenticatorData: base64url(data),
			signature: base64url(signature)
		});
	}
}
