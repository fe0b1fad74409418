import type { Reroute } from '@sveltejs/kit/hooks';
import { deLocalizeUrl } from '#lib/paraglide/runtime.js';

/** `/ar/courses` and `/nl/courses` are one route: the language stands in front of every address. */
export const reroute: Reroute = ({ url }) => deLocalizeUrl(url).pathname;
