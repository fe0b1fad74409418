// Loaded into the server under test before anything else (node --import): says whom the process calls.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { Socket } from 'node:net';

/** @param {any} object @param {string} name */
function watch(object, name) {
	const original = object[name];
	/** @this {any} @param {any[]} args */
	object[name] = function (...args) {
		console.log('Calls out:', name);
		return original.apply(this, args);
	};
}

watch(Socket.prototype, 'connect');
watch(dgram.Socket.prototype, 'send');
for (const name of ['resolve', 'resolve4', 'resolve6', 'resolveTxt']) watch(dns, name);
console.log('Watching what is called.');
