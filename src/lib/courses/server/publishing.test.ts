import { count, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { onBothEngines } from '#tests/support/database.ts';
import { guideText, lessonText, shelfOf, wording, type Files } from '#tests/support/shelf.ts';
import { statementsOf } from '#tests/support/statements.ts';
import { sourceHash } from '#lib/lesson/hash.ts';
import { catalogue, course } from './catalogue.ts';
import { guide } from './guides.ts';
import { lesson } from './lessons.ts';
import { publishShipped } from './publishing.ts';
import { courses } from './tables.ts';
import { answersOf } from './versions.ts';

const source = lessonText('l-one', 'one');
const dutch = (of: string, title = 'een') =>
	lessonText('l-one', title, { front: `translation: { of: ${of}, status: machine }` });
const files: Files = {
	'/courses/c/01-one/en.md': source,
	'/courses/c/01-one/nl.md': dutch(sourceHash(source)),
	'/courses/c/01-one/facilitator.en.md': guideText('How to teach one'),
	'/courses/c/02-two/en.md': lessonText('l-two', 'two'),
	'/courses/c/03-three/en.md': lessonText('l-three', 'three')
};
const published = (view: Awaited<ReturnType<typeof lesson>>) => {
	if (!view || view.missing) throw new Error('The lesson should be there.');
	return view;
};

onBothEngines('shipped courses', (store) => {
	it('are written once, and a second start writes nothing', async () => {
		const first = await publishShipped(store(), shelfOf(files), wording());
		expect(first).toMatchObject({ courses: 1, lessons: 3, versions: 4, guides: 1, withdrawn: 0 });

		const never = { ...shelfOf(files), text: () => Promise.reject(new Error('A text was opened.')) };
		const sent = await statementsOf(() => publishShipped(store(), never, wording()));
		expect(sent.filter((sql) => !/^select/i.test(sql))).toEqual([]);
		expect(sent.length).toBeLessThanOrEqual(4);
	});

	it('are shown in their language, and as missing where they are not', async () => {
		const english = published(await lesson(store(), '2', 1, 'en'));
		expect(english).toMatchObject({
			status: 'original',
			outdated: null,
			locales: ['en', 'nl'],
			previous: null
		});
		expect(english.next).toEqual({ id: 'l-two', number: 2, title: 'two' });
		expect(JSON.stringify(english.segments)).toContain('tip en');

		const translated = published(await lesson(store(), '2', 1, 'nl'));
		expect(translated).toMatchObject({ status: 'machine', outdated: null, about: { title: 'een' } });
		expect(translated.next).toEqual({ id: 'l-two', number: 2, title: null });
		expect(translated.course).toMatchObject({
			text: null,
			original: { locale: 'en', title: 'A course' },
			lessons: 3
		});

		expect(translated.course.outline.map(({ title, locale }) => [title, locale])).toEqual([
			['een', 'nl'],
			['two', 'en'],
			['three', 'en']
		]);

		const missing = await lesson(store(), '2', 2, 'nl');
		expect(missing).toMatchObject({ missing: true, locales: ['en'], original: { about: { title: 'two' } } });
		expect(missing).not.toHaveProperty('segments');
	});

	it.each([
		['2', 4],
		['2', 0],
		['2', 1.5],
		['2', NaN],
		['2', 2 ** 60],
		['9', 1],
		["2' or 1=1 --", 1]
	])('at %s/%s there is nothing', async (slug, number) => {
		expect(await lesson(store(), slug, number, 'en')).toBeNull();
		expect(await guide(store(), slug, number, 'en')).toBeNull();
	});

	it('never send a right answer with a lesson', async () => {
		const view = JSON.stringify(await lesson(store(), '2', 1, 'en'));
		expect(view).not.toContain('Because it is');
		const { version } = published(await lesson(store(), '2', 1, 'en'));
		expect(await answersOf(store(), version.id, 'q-one')).toMatchObject({ right: ['b'] });
		expect(await answersOf(store(), version.id, 'constructor')).toBeNull();
		expect(await answersOf(store(), 'no-such-version', 'q-one')).toBeNull();
	});

	it('are listed with languages, minutes and review days', async () => {
		const [shown] = await catalogue(store(), 'nl');
		expect(shown).toMatchObject({ slug: '2', text: null, minutes: 30, reviewBy: '2027-05-01' });
		expect(shown?.locales).toEqual([
			{ locale: 'en', lessons: 3 },
			{ locale: 'nl', lessons: 1 }
		]);
		const outline = await course(store(), '2', 'nl');
		expect(outline?.lessons.map(({ about }) => about?.title ?? null)).toEqual(['een', null, null]);
		expect(outline?.lessons.map(({ status }) => status)).toEqual(['machine', null, null]);
		expect(await course(store(), 'nothing', 'nl')).toBeNull();
	});

	it('have guides, shown as missing where they are not', async () => {
		expect(await guide(store(), '2', 1, 'en')).toMatchObject({
			missing: false,
			minutes: 90,
			materials: ['Paper']
		});
		expect(await guide(store(), '2', 1, 'nl')).toEqual({ missing: true, lessonId: 'l-one', locales: ['en'] });
		expect(await guide(store(), '2', 2, 'en')).toBeNull();
	});

	it('cost one statement to read, two the first time', async () => {
		const read = () => lesson(store(), '2', 3, 'en');
		expect(await statementsOf(read)).toHaveLength(2);
		expect(await statementsOf(read)).toHaveLength(1);
		expect(await statementsOf(() => catalogue(store(), 'en'))).toHaveLength(1);
		expect(await statementsOf(() => guide(store(), '2', 1, 'en'))).toHaveLength(1);
	});

	it('get a new version when a text changes, and the translation is called older', async () => {
		const before = published(await lesson(store(), '2', 1, 'en'));
		const changed = { ...files, '/courses/c/01-one/en.md': lessonText('l-one', 'one, better') };
		const later = new Date('2030-02-03T12:00:00Z');
		expect(await publishShipped(store(), shelfOf(changed), wording(), later)).toMatchObject({ versions: 1 });

		const after = published(await lesson(store(), '2', 1, 'en'));
		expect(after.about.title).toBe('one, better');
		expect(after.version.id).not.toBe(before.version.id);
		expect(published(await lesson(store(), '2', 1, 'nl')).outdated).toEqual({ since: '2030-02-03' });
		expect((await course(store(), '2', 'nl'))?.lessons[0]?.outdated).toEqual({ since: '2030-02-03' });
		// The old text is still what old answers were given to.
		expect(await answersOf(store(), before.version.id, 'q-one')).not.toBeNull();

		const followed = { ...changed, '/courses/c/01-one/nl.md': dutch(after.version.hash, 'een, beter') };
		await publishShipped(store(), shelfOf(followed), wording(), later);
		expect(published(await lesson(store(), '2', 1, 'nl')).outdated).toBeNull();
		await publishShipped(store(), shelfOf(files), wording());
	});

	it('are rendered anew when the words change, without a new version', async () => {
		const before = published(await lesson(store(), '2', 1, 'en'));
		const done = await publishShipped(store(), shelfOf(files), wording('2'));
		expect(done).toMatchObject({ versions: 0, renderings: 4, guides: 1 });
		expect(published(await lesson(store(), '2', 1, 'en')).version.id).toBe(before.version.id);
		expect(await publishShipped(store(), shelfOf(files), wording('2'))).toMatchObject({
			renderings: 0,
			guides: 0
		});
	});

	it('are taken back when a file is gone, and their versions stay', async () => {
		const third = published(await lesson(store(), '2', 3, 'en'));
		const fewer = Object.fromEntries(
			Object.entries(files).filter(([path]) => !/three|nl\.md|facilitator/.test(path))
		);
		await publishShipped(store(), shelfOf(fewer), wording('2'));
		expect(await lesson(store(), '2', 3, 'en')).toBeNull();
		expect(await lesson(store(), '2', 1, 'nl')).toMatchObject({ missing: true });
		expect(published(await lesson(store(), '2', 2, 'en')).next).toBeNull();
		expect(await guide(store(), '2', 1, 'en')).toBeNull();
		expect(await answersOf(store(), third.version.id, 'q-one')).not.toBeNull();
	});

	it('can change places and addresses, and give them up', async () => {
		const moved = {
			'/courses/c/01-two/en.md': lessonText('l-two', 'two'),
			'/courses/c/02-one/en.md': source
		};
		await publishShipped(store(), shelfOf(moved, { slug: '7' }), wording('2'));
		expect(await lesson(store(), '2', 1, 'en')).toBeNull();
		expect(published(await lesson(store(), '7', 1, 'en')).lesson.id).toBe('l-two');

		const other = { '/courses/d/01-new/en.md': lessonText('l-new', 'new') };
		await publishShipped(store(), shelfOf(other, { id: 'other', slug: '7' }), wording('2'));
		expect((await catalogue(store(), 'en')).map(({ id }) => id)).toEqual(['other']);
		expect(published(await lesson(store(), '7', 1, 'en')).lesson.id).toBe('l-new');
	});

	it('are all or nothing', async () => {
		const broken = {
			...shelfOf(
				{ '/courses/d/01-new/en.md': lessonText('l-new', 'newer'), '/courses/d/02-x/en.md': source },
				{ id: 'other', slug: '7' }
			)
		};
		broken.courses[0]!.lessons[1]!.locales[0]!.hash = null as unknown as string;
		await expect(publishShipped(store(), broken, wording('2'))).rejects.toThrow();
		expect(published(await lesson(store(), '7', 1, 'en')).about.title).toBe('new');
	});

	it('published by two instances at the same time end up once in the store', async () => {
		const shelf = shelfOf({ '/courses/e/01-e/en.md': lessonText('l-e', 'e') }, { id: 'e', slug: '8' });
		await Promise.all([1, 2, 3, 4].map(() => publishShipped(store(), shelf, wording('2'))));
		const { lessonVersion } = courses(store());
		const [row] = await store()
			.read.select({ n: count() })
			.from(lessonVersion)
			.where(eq(lessonVersion.lessonId, 'l-e'));
		expect(Number(row?.n)).toBe(1);
	});
});
