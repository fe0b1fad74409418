import { expect, test } from 'vitest';
import { hashPassphrase, isBusy, isOutdated, verifyPassphrase } from './hashing.ts';

test('asvs:11.4.2 a hash is argon2id at the promised cost, salted, and opens for its passphrase alone', async () => {
	const [one, two] = await Promise.all([
		hashPassphrase('slow tide over gravel'),
		hashPassphrase('slow tide over gravel')
	]);
	expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	expect(one).not.toBe(two);
	expect(await verifyPassphrase(one, 'slow tide over gravel')).toBe(true);
	expect(await verifyPassphrase(one, 'Slow tide over gravel')).toBe(false);
	expect(isOutdated(one as string)).toBe(false);
	expect(isOutdated('$argon2id$v=19$m=4096,t=3,p=1$abc$def')).toBe(true);
});

test('nobody has no passphrase', async () => {
	expect(await verifyPassphrase(null, '')).toBe(false);
	expect(await verifyPassphrase(null, 'slow tide over gravel')).toBe(false);
});

test('a flood is turned away instead of stopping the site, and the queue empties again', async () => {
	const answers = await Promise.all(
		Array.from({ length: 70 }, (_, i) => hashPassphrase(`slow tide over gravel ${i}`))
	);
	expect(answers.filter((hash) => hash === null).length).toBe(70 - 52);
	expect(isBusy()).toBe(false);
	expect(await hashPassphrase('slow tide over gravel')).not.toBeNull();
});
