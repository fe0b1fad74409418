import { describe, expect, it } from 'vitest';
import { readCourse } from './course-file.ts';
import { readContacts, readGlossary } from './registry.ts';

const course = `id: first
slug: "1"
order: 1
cover: quay
lessons:
  - 01-begin
locales:
  en: { title: A course, summary: What it is, audience: Everyone }
`;

describe('course.yaml', () => {
	it('is read with its words by language', () => {
		const { texts, lessons } = readCourse('courses/first/course.yaml', course);
		expect(texts.en?.title).toBe('A course');
		expect(lessons).toEqual(['01-begin']);
	});

	it.each([
		['a missing line', course.replace('order: 1\n', ''), /^c\.yaml:1 order: This line is missing\.$/],
		['an unknown line', `${course}colour: red\n`, /^c\.yaml:9 colour: This line is not known/],
		['a slug that tells too much', course.replace('"1"', 'Risk Plan'), /^c\.yaml:2 slug: A slug is/],
		[
			'an empty title',
			course.replace('title: A course', 'title: " "'),
			/^c\.yaml:8 locales\.en\.title: Write words here\./
		],
		['broken YAML', course.replace('quay', '[quay'), /^c\.yaml:\d+ This is not readable YAML/],
		[
			'no English',
			course.replace('  en:', '  nl:'),
			/^c\.yaml:\d locales: The source language, en, is missing\.$/
		]
	])('with %s stops with file, line and sentence', (_, text, message) => {
		expect(() => readCourse('c.yaml', text)).toThrow(message);
	});

	it('does not follow aliases, which could grow without end', () => {
		const bomb = `a: &a [x, x]\nb: &b [*a, *a]\n${course}`;
		expect(() => readCourse('c.yaml', bomb)).toThrow();
	});
});

const contact = `- ref: helper
  name: A helper
  what: { en: Helps. }
  phone: '+31 20 123 4567'
  url: https://helper.example
  languages: [en]
  recheck: false
  checked_on: 2026-11-21
  review_by: 2027-05-21
  source: Their page
`;

describe('the registry of helpers', () => {
	it('keeps days as days and gaps as gaps', () => {
		const [helper] = readContacts('contacts.yaml', contact);
		expect(helper).toMatchObject({ checkedOn: '2026-11-21', reviewBy: '2027-05-21', email: null, note: {} });
		expect(helper?.what.ar).toBeUndefined();
	});

	it.each([
		['a plain http address', contact.replace('https:', 'http:'), /contacts\.yaml:5 .*https:\/\//],
		[
			'an address that runs script',
			contact.replace('https://helper.example', 'javascript:alert(1)'),
			/contacts\.yaml:5 /
		],
		[
			'a day that does not exist',
			contact.replace('2027-05-21', '2027-02-30'),
			/contacts\.yaml:9 .*no such day/
		],
		['a ref used twice', contact + contact, /contacts\.yaml:11 .*twice/]
	])('refuses %s, with its line', (_, text, message) => {
		expect(() => readContacts('contacts.yaml', text)).toThrow(message);
	});
});

it('a glossary word without a meaning is refused where it stands', () => {
	expect(() => readGlossary('glossary.yaml', 'threat:\n  en: { word: threat }\n')).toThrow(
		/^glossary\.yaml:2 threat\.en\.meaning: This line is missing/
	);
});
