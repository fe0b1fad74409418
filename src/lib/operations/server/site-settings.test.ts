import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { onBothEngines } from '#tests/support/database.ts';
import { operations } from './tables.ts';
import { asTyped, changeSiteSettings, openSettings, siteSettings } from './site-settings.ts';

const defaults = {
	siteName: 'Kade',
	shortName: 'Kade',
	icon: 'quay' as const,
	exitUrl: 'https://weather.example/',
	isCataloguePublic: true
};
const administrator = { id: 'a', handle: 'lamp', role: 'administrator' as const, locale: 'en' };
const neutral = {
	siteName: 'Reading room',
	shortName: 'Room',
	icon: 'cup',
	exitUrl: 'https://news.example/today',
	isCataloguePublic: 'no'
};
const dropped = vi.fn<() => void>();
beforeEach(() => void process.on('kade:pages-changed', dropped));
afterEach(() => {
	process.off('kade:pages-changed', dropped);
	dropped.mockClear();
});

onBothEngines('The settings of the site', (store) => {
	beforeEach(async () => {
		await store().write((tx) => tx.delete(operations(tx).setting));
		openSettings(store(), defaults);
	});

	test('are those of the environment until an administrator changes them', async () => {
		expect(await siteSettings(store())).toEqual(defaults);
		expect(dropped).not.toHaveBeenCalled();
		expect(await changeSiteSettings(store(), administrator, neutral)).toEqual({ ok: true });
		expect(await siteSettings(store())).toEqual({ ...neutral, isCataloguePublic: false });
		expect(dropped).toHaveBeenCalledOnce();
	});

	test.each(['learner', 'trainer'] as const)('are not for a %s to change', async (role) => {
		expect(await changeSiteSettings(store(), { ...administrator, role }, neutral)).toBeNull();
		expect(await siteSettings(store())).toEqual(defaults);
	});

	test('changed at another instance are seen within half a minute, and its old pages dropped', async () => {
		const start = performance.now();
		await siteSettings(store(), start);
		await store().write((tx) =>
			tx.insert(operations(tx).setting).values({ name: 'siteName', value: 'Elsewhere' })
		);
		expect((await siteSettings(store(), start + 29_000)).siteName).toBe('Kade');
		expect((await siteSettings(store(), start + 31_000)).siteName).toBe('Elsewhere');
		expect(dropped).toHaveBeenCalledOnce();
	});

	test('leave no row where they are as the environment says', async () => {
		await changeSiteSettings(store(), administrator, neutral);
		await changeSiteSettings(store(), administrator, asTyped(defaults));
		expect(await store().read.$count(operations(store()).setting)).toBe(0);
	});

	test.each([
		'javascript:alert(1)',
		'data:text/html,x',
		'https://name:word@weather.example/',
		'//weather.example/',
		'/en',
		`https://weather.example/${'a'.repeat(200)}`
	])('take no way out such as %s', async (exitUrl) => {
		const answer = await changeSiteSettings(store(), administrator, { ...neutral, exitUrl });
		expect(answer).toEqual({ ok: false, problems: { exitUrl: 'address' } });
		expect(await siteSettings(store())).toEqual(defaults);
	});

	test('name every problem at once', async () => {
		const typed = { ...neutral, siteName: ' \u200b ', shortName: 'x'.repeat(17), icon: 'flag', exitUrl: '' };
		expect(await changeSiteSettings(store(), administrator, typed)).toEqual({
			ok: false,
			problems: { siteName: 'empty', shortName: 'too-long', icon: 'unknown', exitUrl: 'empty' }
		});
	});

	test('broken in the database fall back to those of the environment', async () => {
		await store().write((tx) =>
			tx.insert(operations(tx).setting).values({ name: 'exitUrl', value: 'javascript:alert(1)' })
		);
		openSettings(store(), defaults);
		expect(await siteSettings(store())).toEqual(defaults);
	});
});
