import type { Segment } from '#lib/lesson/view.ts';

/** The question of a discussion element, escaped; null when the lesson has no such element. */
export function discussionIn(segments: Segment[], elementId: string): string | null {
	for (const segment of segments)
		if ('block' in segment && segment.block.type === 'discussion' && segment.block.id === elementId)
			return segment.block.html;
	return null;
}
