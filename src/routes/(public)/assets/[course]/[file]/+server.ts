import { error } from '@sveltejs/kit';
import { read } from '$app/server';
import { courseAsset } from '#lib/courses/server/assets.ts';
import type { RequestHandler } from './$types';

const TYPES: Record<string, string> = {
	svg: 'image/svg+xml',
	png: 'image/png',
	jpg: 'image/jpeg',
	webp: 'image/webp'
};

/**
 * A drawing or photograph of a shipped course. Opened by itself it may run and load nothing. Like pages it is
 * not kept by the browser: a picture in a cache tells which lesson was read.
 */
export const GET: RequestHandler = ({ params }) => {
	const file = courseAsset(params.course, params.file);
	const type = TYPES[params.file.split('.').at(-1) ?? ''];
	if (!file || !type) error(404, 'Not found');
	return new Response(read(file).body, {
		headers: {
			'content-type': type,
			'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox"
		}
	});
};
