/**
 * What guessers try first, at twelve characters and more. Full lists of stolen passwords hold little of that
 * length; what they do hold is nearly always one of these stems with something stuck to it, a run of the
 * keyboard, or a short piece said again and again.
 */
const STEMS = `
	password passwort passphrase motdepasse contraseña contrasena wachtwoord пароль parol كلمةالسر كلمةالمرور senha
	qwerty qwertz azerty йцукен ضصثقفغ asdfgh zxcvbn iloveyou ilovemyself loveyou teamo jetaime ikhouvanjou ялюблютебя
	welcome willkommen bienvenue bienvenido welkom letmein openup opensesame changeme changemenow secret topsecret
	secretpassword mysecret admin administrator superuser superman batman spiderman starwars princess sunshine football
	baseball basketball liverpool manchester united chelsea arsenal barcelona realmadrid monkey dragon master shadow michael charlie
	freedom liberty libertad liberte vrijheid свобода حرية humanrights humanrightsdefender defender activist peace
	justice trustno one trustno1 whatever computer internet samsung pokemon minecraft google facebook kade
	correcthorsebatterystaple tobeornottobe thequickbrownfox abc123 a1b2c3 q1w2e3 1q2w3e 1qaz2wsx zaq12wsx qazwsx
	hello helloworld hellohello test testing testtest default guest user login loginlogin pass mypass
`
	.trim()
	.split(/\s+/);

/** Rows that fingers run along, and the alphabets. Read in both directions. */
const RUNS = [
	'01234567890123456789',
	'qwertyuiopasdfghjklzxcvbnm',
	'qwertzuiopasdfghjklyxcvbnm',
	'azertyuiopqsdfghjklmwxcvbn',
	'йцукенгшщзхъфывапролджэячсмитьбю',
	'ضصثقفغعهخحجدشسيبلاتنمكطئءؤرلاىةوزظ',
	'abcdefghijklmnopqrstuvwxyzabcdefghijkl',
	'абвгдежзийклмнопрстуфхцчшщъыьэюя',
	'1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
	'1q2w3e4r5t6y7u8i9o0p',
	'qazwsxedcrfvtgbyhnujmik',
	'123qweasdzxc'
].flatMap((run) => [run, [...run].reverse().join('')]);

const LEET: Record<string, string> = { '@': 'a', $: 's', '0': 'o', '1': 'i', '3': 'e', '5': 's', '!': 'i' };

/** Three common pieces of four or more in a row leave little of the whole to guess. */
function withoutRuns(text: string): string {
	let rest = text;
	for (let length = 12; length >= 4; length--) {
		for (let at = 0; at + length <= rest.length; at++) {
			const piece = rest.slice(at, at + length);
			if (!RUNS.some((run) => run.includes(piece))) continue;
			rest = rest.slice(0, at) + rest.slice(at + length);
			// What follows has moved to this place: look here again.
			at--;
		}
	}
	return rest;
}

const stemless = (text: string): string =>
	STEMS.toSorted((a, b) => b.length - a.length).reduce((rest, stem) => rest.replaceAll(stem, ''), text);

/** One word, then what people stick to it when a rule asks for more: a year, a run, one thing several times. */
function isWordWithTail(text: string): boolean {
	const tail = /^\p{L}{3,11}([\d\p{P}\p{S}]+)$/u.exec(text)?.[1];
	if (!tail) return false;
	const rest = withoutRuns(tail.replace(/(19|20)\d\d/g, '')).replace(/(.)\1+/gu, '$1');
	return rest.length < 3 || rest === '123' || rest === '321';
}

/** True when a guesser who knows habits, not the person, would find it early. */
export function isCommon(passphrase: string): boolean {
	const folded = passphrase.toLowerCase().replace(/[\s._-]+/g, '');
	if (new Set(folded).size < 5) return true;
	if (/^(.{1,8}?)\1+.{0,2}$/u.test(folded)) return true;
	if (isWordWithTail(passphrase.toLowerCase())) return true;
	const plain = folded.replace(/[@$0135!]/g, (c) => LEET[c] ?? c);
	return [folded, plain].some((text) => {
		const rest = withoutRuns(stemless(text));
		// What is stuck to a stem is mostly a year or some digits: they count for little.
		return rest.length < text.length && rest.replace(/[\d\W_]/g, '').length < 4 && rest.length < 7;
	});
}
