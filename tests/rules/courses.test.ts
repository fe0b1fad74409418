import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readManifest } from '#lib/courses/manifest.ts';
import { parseLesson } from '#lib/lesson/parse.ts';
import type { Block, Inline, Lesson, Scenario } from '#lib/lesson/tree.ts';
import settings from '../../project.inlang/settings.json' with { type: 'json' };

const manifest = readManifest(process.cwd());
const shipped = manifest.courses.flatMap(({ course, lessons }) =>
	lessons.map((lesson) => ({ course, lesson }))
);
const texts = shipped.flatMap(({ course, lesson }) =>
	lesson.locales.map((text) => {
		const source = readFileSync(text.path.slice(1), 'utf8');
		return { course, text, source, ...parseLesson(source) };
	})
);
const sources = texts.filter(({ text }) => text.locale === 'en');
const translations = texts.filter(({ text }) => text.locale !== 'en');
const named = <T extends { text: { path: string } }>(list: T[]) =>
	list.map((item) => [item.text.path, item] as const);

/** Every block and inline of a tree, however deep. */
type Node = { type: string } & Record<string, unknown>;
function nodes(of: unknown): Node[] {
	if (Array.isArray(of)) return of.flatMap(nodes);
	if (of === null || typeof of !== 'object') return [];
	const below = Object.values(of).flatMap(nodes);
	return 'type' in of && typeof of.type === 'string' ? [of as Node, ...below] : below;
}
const ofType = <T extends Block | Inline>(lesson: Lesson, type: T['type']) =>
	nodes(lesson.children).filter((node) => node.type === type) as unknown as T[];
/** Ids attempts and threads refer to, in the order of the text. */
const elementIds = (lesson: Lesson) =>
	nodes(lesson.children)
		.filter(({ type, id }) => typeof id === 'string' && type !== 'heading' && type !== 'field')
		.map(({ type, id }) => `${type} ${id as string}`);

describe.each(named(texts))('%s', (_, { lesson, problems, text }) => {
	it('has no problem', () => {
		expect(problems).toEqual([]);
	});

	it('is in a language the interface speaks', () => {
		expect(settings.locales).toContain(text.locale);
	});

	it('points only to words and helpers the registry has', () => {
		const refs = (type: 'term' | 'contact') =>
			ofType<Extract<Inline, { type: 'term' | 'contact' }>>(lesson, type).map(({ ref }) => ref);
		const contacts = manifest.contacts.map(({ ref }) => ref);
		expect(refs('term').filter((ref) => !Object.hasOwn(manifest.glossary, ref))).toEqual([]);
		expect(refs('contact').filter((ref) => !contacts.includes(ref))).toEqual([]);
	});

	it('requires only quizzes that are there', () => {
		const quizzes = ofType<Extract<Block, { type: 'quiz' }>>(lesson, 'quiz').map(({ id }) => id);
		expect(quizzes).toEqual(expect.arrayContaining(lesson.meta?.required ?? ['no front matter']));
	});

	it('has every part a lesson needs', () => {
		const types = new Set(lesson.children.map(({ type }) => type));
		for (const type of ['scenario', 'quiz', 'exercise', 'reflection', 'discussion', 'grounding'] as const) {
			expect([...types]).toContain(type);
		}
		expect(lesson.meta?.sources.length).toBeGreaterThan(0);
		expect(lesson.meta?.objectives.length).toBeGreaterThan(0);
		expect(lesson.meta?.reviewBy).not.toBeNull();
	});

	it('teaches with every wrong answer', () => {
		for (const { choices } of ofType<Extract<Block, { type: 'quiz' }>>(lesson, 'quiz')) {
			for (const choice of choices) expect(choice.feedback.length).toBeGreaterThan(0);
		}
	});

	it('has stories that branch and always end', () => {
		for (const scenario of ofType<Scenario>(lesson, 'scenario')) {
			expect(scenario.steps.some(({ choices }) => choices.length > 1)).toBe(true);
			expect(stepsThatCanEnd(scenario).size).toBe(scenario.steps.length);
			expect(stepsThatAreReached(scenario).size).toBe(scenario.steps.length);
		}
	});
});

describe.each(named(sources))('%s', (_, { lesson, source }) => {
	it('is 700 to 1,200 words long', () => {
		const words = source
			.replace(/^---[\s\S]*?\n---\n/, '')
			.replace(/\{[^}]*\}|:{2,}\w+|\]\(#[^)]*\)/g, ' ')
			.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu)!.length;
		expect(words).toBeGreaterThanOrEqual(700);
		expect(words).toBeLessThanOrEqual(1200);
		expect(lesson.meta?.translation).toBeNull();
	});
});

describe.each(named(translations))('%s', (_, { lesson, lesson: { meta } }) => {
	const source = sources.find((other) => other.lesson.meta?.id === meta?.id)!;

	it('says what it follows and who looked at it', ({ annotate }) => {
		expect(meta?.translation?.of).toMatch(/^[0-9a-f]{16}$/);
		expect(['machine', 'reviewed']).toContain(meta?.translation?.status);
		// Allowed, and told to readers: so it is listed here and fails nothing.
		if (meta?.translation?.of !== source.text.hash)
			return annotate(`It follows an older text: en is now ${source.text.hash}.`);
	});

	it('has the elements of its source, by the same ids and in the same order', () => {
		expect(elementIds(lesson)).toEqual(elementIds(source.lesson));
		expect(meta?.required).toEqual(source.lesson.meta?.required);
	});

	it('has the same right answers and the same story as its source', () => {
		const key = (of: Lesson) =>
			ofType<Extract<Block, { type: 'quiz' }>>(of, 'quiz').map(({ id, kind, choices }) => ({
				id,
				kind,
				right: choices.map(({ right }) => right)
			}));
		expect(key(lesson)).toEqual(key(source.lesson));
		const story = (of: Lesson) =>
			ofType<Scenario>(of, 'scenario').map(({ id, steps }) => ({
				id,
				steps: steps.map((step) => ({
					id: step.id,
					outcome: step.outcome,
					to: step.choices.map(({ to }) => to)
				}))
			}));
		expect(story(lesson)).toEqual(story(source.lesson));
	});
});

describe('the house as a whole', () => {
	it('has a lesson in it, and each lesson a guide for trainers', () => {
		expect(shipped.length).toBeGreaterThan(0);
		for (const { lesson } of shipped) expect(lesson.guides.map(({ locale }) => locale)).toContain('en');
	});

	it('gives no two lessons the same id', () => {
		const ids = shipped.map(({ lesson }) => lesson.id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('has every course’s words in every language of its lessons', () => {
		for (const { course, lesson } of shipped) {
			expect(Object.keys(course.texts)).toEqual(
				expect.arrayContaining(lesson.locales.map(({ locale }) => locale))
			);
		}
	});
});

/** Steps from which an ending can be reached. */
function stepsThatCanEnd({ steps }: Scenario): Set<string> {
	const ending = new Set(steps.filter(({ choices }) => !choices.length).map(({ id }) => id));
	for (let before = -1; before < ending.size;) {
		before = ending.size;
		for (const { id, choices } of steps) if (choices.some(({ to }) => ending.has(to))) ending.add(id);
	}
	return ending;
}

function stepsThatAreReached({ steps }: Scenario): Set<string> {
	const reached = new Set(steps.slice(0, 1).map(({ id }) => id));
	for (const id of reached)
		for (const { to } of steps.find((step) => step.id === id)?.choices ?? []) reached.add(to);
	return reached;
}
