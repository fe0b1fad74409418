import { addressOf, WHO, type Stage, type Who } from '#tests/support/stage.ts';
import { filesUnder } from './imports.ts';

/** Every page and file of the site, as folders of routes. */
export const ROUTES = [
	...new Set(
		filesUnder('src/routes').flatMap((file) => /^src\/routes(.*)\/\+(?:page|server)\b/.exec(file)?.[1] ?? [])
	)
].sort();

export interface Opened {
	who: Who;
	address: string;
	status: number;
	headers: Headers;
	body: string;
}

/** Opens every page as everybody of the stage, one after the other; files of courses have addresses of their own. */
export async function openEverything(stage: Stage, method = 'GET'): Promise<Opened[]> {
	const opened: Opened[] = [];
	for (const route of ROUTES.filter((each) => !each.includes('[file]')))
		for (const who of WHO) opened.push(await open(stage, who, addressOf(stage, route), method));
	return opened;
}

/** Opens one address as one of them. */
export async function open(stage: Stage, who: Who, address: string, method = 'GET'): Promise<Opened> {
	const { status, headers, body } = await send(stage, who, address, { method });
	return { who, address, status, headers, body };
}

interface Init {
	method?: string;
	body?: RequestInit['body'];
	headers?: Record<string, string>;
}

/** Sends anything as one of them, as a page of our own would. */
export async function send({ server, cookies }: Stage, who: Who, address: string, init: Init) {
	const headers = { accept: 'text/html', cookie: cookies[who], origin: server.origin, ...init.headers };
	const answer = await fetch(server.origin + address, { redirect: 'manual', ...init, headers });
	return { status: answer.status, headers: answer.headers, body: await answer.text() };
}
