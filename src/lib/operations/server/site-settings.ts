import { eq } from 'drizzle-orm';
import type { Account } from '#lib/accounts/server/accounts.ts';
import { asFailure, StoreFailure } from '#lib/server/store/failure.ts';
import type { Reader, Store } from '#lib/server/store/store.ts';
import { isSiteIcon, type SiteIcon } from '#lib/ui/site-icons.ts';
import { operations } from './tables.ts';

/** How this site shows itself. Words that say nothing protect whoever is seen with it. */
export interface SiteSettings {
	siteName: string;
	/** Under an icon on a phone, and in the bar. */
	shortName: string;
	icon: SiteIcon;
	/** Where "Leave this page" leads. */
	exitUrl: string;
	/** Whether courses, lessons and the glossary can be read without an account. */
	isCataloguePublic: boolean;
}

/** The settings as a form sends them. */
export type TypedSettings = Record<keyof SiteSettings, string>;
export type SettingsProblems = Partial<
	Record<keyof SiteSettings, 'empty' | 'too-long' | 'address' | 'unknown'>
>;

export const LONGEST_SITE_NAME = 40;
export const LONGEST_SHORT_NAME = 16;
const LONGEST_ADDRESS = 200;

/** How long another instance may go on showing the old settings, in milliseconds. */
const REFRESH = 30_000;

interface Kept {
	/** What the environment says, for all that nobody changed. */
	defaults: SiteSettings;
	settings: SiteSettings;
	readAt: number;
}
const kept = new WeakMap<Store, Kept>();

/** Says once, at the start, how the site shows itself as long as no administrator says otherwise. */
export function openSettings(store: Store, defaults: SiteSettings): void {
	kept.set(store, { defaults, settings: defaults, readAt: -Infinity });
}

function keptFor(store: Store): Kept {
	const found = kept.get(store);
	if (!found) throw new Error('openSettings has to be called first.');
	return found;
}

/** The settings, from memory; read again after half a minute, for a change made at another instance. */
export async function siteSettings(store: Store, now = performance.now()): Promise<SiteSettings> {
	const { defaults, settings, readAt } = keptFor(store);
	if (now - readAt < REFRESH) return settings;
	try {
		return keep(store, await readSettings(store.read, defaults), now);
	} catch (error) {
		// The page that says the database does not answer needs a name too.
		if (asFailure(error) instanceof StoreFailure) return settings;
		throw error;
	}
}

/** Remembers them, and has pages made with other ones forgotten. */
function keep(store: Store, settings: SiteSettings, readAt: number): SiteSettings {
	const before = keptFor(store);
	kept.set(store, { ...before, settings, readAt });
	if (JSON.stringify(before.settings) !== JSON.stringify(settings))
		(process as NodeJS.EventEmitter).emit('kade:pages-changed');
	return settings;
}

async function readSettings(read: Reader, defaults: SiteSettings): Promise<SiteSettings> {
	const { setting } = operations(read);
	const rows = await read.select().from(setting);
	const changed = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
	const checked = checkSettings({ ...asTyped(defaults), ...changed });
	return checked.ok ? checked.settings : defaults;
}

/** The settings as a form shows them. */
export const asTyped = (settings: SiteSettings): TypedSettings => ({
	...settings,
	isCataloguePublic: settings.isCataloguePublic ? 'yes' : 'no'
});

/**
 * An administrator changes the settings; what is as the environment says leaves no row.
 *
 * @returns null for anybody else
 */
export async function changeSiteSettings(
	store: Store,
	by: Account,
	typed: TypedSettings
): Promise<{ ok: true } | { ok: false; problems: SettingsProblems } | null> {
	if (by.role !== 'administrator') return null;
	const checked = checkSettings(typed);
	if (!checked.ok) return checked;
	const wanted = asTyped(checked.settings);
	const usual = asTyped(keptFor(store).defaults);
	await store.write(async (tx) => {
		const { setting } = operations(tx);
		for (const name of Object.keys(usual) as (keyof SiteSettings)[]) {
			const value = wanted[name];
			if (value === usual[name]) await tx.delete(setting).where(eq(setting.name, name));
			else
				await tx
					.insert(setting)
					.values({ name, value })
					.onConflictDoUpdate({ target: setting.name, set: { value } });
		}
	});
	keep(store, checked.settings, performance.now());
	return { ok: true };
}

/** Reads what was typed; every problem at once. */
export function checkSettings(
	typed: TypedSettings
): { ok: true; settings: SiteSettings } | { ok: false; problems: SettingsProblems } {
	const problems: SettingsProblems = {};
	const word = (name: 'siteName' | 'shortName', longest: number) => {
		const text = typed[name].replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
		if (!text) problems[name] = 'empty';
		if ([...text].length > longest) problems[name] = 'too-long';
		return text;
	};
	const siteName = word('siteName', LONGEST_SITE_NAME);
	// A long name without a short one of its own is still a name.
	const shortName = word(
		'shortName',
		typed.shortName === typed.siteName ? LONGEST_SITE_NAME : LONGEST_SHORT_NAME
	);
	const exitUrl = outsideAddress(typed.exitUrl);
	if (exitUrl === null) problems.exitUrl = typed.exitUrl.trim() ? 'address' : 'empty';
	const { icon } = typed;
	if (!isSiteIcon(icon)) problems.icon = 'unknown';
	if (Object.keys(problems).length || exitUrl === null || !isSiteIcon(icon)) return { ok: false, problems };
	const isCataloguePublic = typed.isCataloguePublic === 'yes';
	return { ok: true, settings: { siteName, shortName, icon, exitUrl, isCataloguePublic } };
}

/** A page on the web, or null: an exit that runs a script or shows a name and password helps nobody. */
function outsideAddress(typed: string): string | null {
	const url = URL.canParse(typed.trim()) ? new URL(typed.trim()) : null;
	if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null;
	return url.href.length > LONGEST_ADDRESS ? null : url.href;
}
