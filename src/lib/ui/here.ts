import { getLocale } from '#lib/paraglide/runtime.js';

/** An internal address in the reader's language: `here('/courses')` → `/ar/courses`. Every link goes through it. */
export const here = (path: string): string => `/${getLocale()}${path}`;
