import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { checkPassphrase, suggestPassphrase } from './passphrases.ts';
import { isStolen, LIST, readStolen } from './stolen-passphrases.ts';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'kade-stolen-'));
});
afterEach(() => readStolen(path.join(folder, 'nowhere')));
afterAll(() => rm(folder, { recursive: true, force: true }));

const listOf = (lines: string[]) => writeFile(path.join(folder, LIST), lines.join('\n'));
const check = (passphrase: string) => checkPassphrase(passphrase, 'teal-heron-482');

test('asvs:6.2.12 a passphrase in the list of the operator is refused, whatever its case', async () => {
	const stolen = ['Marigold7Window', 'тихая гавань утром', 'ordinary kettle river'];
	for (const passphrase of stolen) expect(check(passphrase)).toBeNull();
	await listOf(['short', ...stolen, '']);
	expect(await readStolen(folder)).toBe(3);
	for (const passphrase of stolen) expect(check(passphrase)).toBe('common');
	expect(check('marigold7window')).toBe('common');
	expect(check('ordinary kettle rivers')).toBeNull();
});

test('without a list nothing is refused for it', async () => {
	expect(await readStolen(path.join(folder, 'nowhere'))).toBeNull();
	expect(check('Marigold7Window')).toBeNull();
});

test('asvs:6.2.12 of 50,000 listed each is found, and of 20,000 others hardly one is refused', async () => {
	const listed = Array.from({ length: 50_000 }, (_, i) => `stolen passphrase ${i} of many`);
	await listOf(listed);
	await readStolen(folder);
	expect(listed.filter((passphrase) => !isStolen(passphrase))).toEqual([]);
	const others = Array.from({ length: 20_000 }, () => suggestPassphrase('en'));
	expect(others.filter(isStolen).length).toBeLessThan(3);
});

/** From the top of the lists that guessers share, as they are quoted everywhere: each of twelve characters or more. */
const KNOWN = `
	123456789012 1234567890123 qwertyuiop12 qwertyuiop123 1q2w3e4r5t6y 1qaz2wsx3edc q1w2e3r4t5y6 passwordpassword
	password1234 Password123! P@ssw0rd2024 iloveyou1234 administrator manchesterunited liverpoolfc1 butterfly123
	christopher1 jonathan1234 metallica666 abcdefghijkl zxcvbnm12345 asdfghjkl123 qazwsxedcrfv 1234qwerasdf
	asdfasdfasdf qweqweqweqwe aaaaaaaaaaaa 111111111111 000000000000 121212121212 123123123123 123qweasdzxc
	1qazxsw23edc zaq12wsxcde3 trustno1trustno1 letmein12345 sunshine2024 princess1234 football1234 basketball12
	superman1234 spiderman123 charlie12345 michael12345 jennifer1234 chocolate123 computer1234 internet1234
	samsung12345 whatever1234 baseball1234 dragon123456 monkey123456 master123456 shadow123456 freedom12345
	starwars1234 pokemon12345 minecraft123 contraseña123 motdepasse123 wachtwoord123 пароль123456 йцукенгшщзхъ
	alexander123 elizabeth123 summer2024!! Welcome12345 changeme1234 qwerty123456 abc123abc123
	1234abcd1234 a1b2c3d4e5f6 blink182blink182 slipknot6666 mustang12345 harrypotter1 barcelona123 realmadrid12
	soleil123456 azertyuiop12 doudou123456 любовь123456 привет123456 наташа123456 محمد12345678 fuckyou12345
`
	.trim()
	.split(/\s+/);

test.each(KNOWN)('asvs:6.2.4 %s is refused without any list', (passphrase) => {
	expect([...passphrase].length).toBeGreaterThanOrEqual(12);
	expect(check(passphrase)).toBe('common');
});
