/** Which moment of its material a clip shows, and which stretch of it the clip needs: `timing/sources.py`. */

import type { Clip, Content } from './document';
import { paceOf, speedOf, used } from './speed';

/** Part of a material, in pictures of the grid, `first` to before `end`; may lie beyond its ends. */
export type Stretch = { readonly first: number; readonly end: number };

/** Where the stretch begins in the material; 0 where there is none. */
export function beginsAt(content: Content): number {
  if (content.what !== 'footage' && content.what !== 'listening') return 0;
  return content.source_in + content.source_rest / 1000;
}

/**
 * The moment of the material, in pictures of the grid, that picture `k` of the clip shows: its middle. Divided by
 * the grid's fps it is seconds. `k` may lie outside the clip, where a join reaches.
 */
export function sourceAt(clip: Clip, k: number): number {
  return momentAt(clip, k + 0.5);
}

/** The moment of the material when exactly `k` pictures have been seen: for sound and for cuts. */
export function momentAt(clip: Clip, k: number): number {
  const content = clip.content;
  const begins = beginsAt(content);
  if (content.what === 'footage' && content.frozen) return begins + 0.5;
  const pace = paceOf(speedOf(content), clip.length);
  if (content.what === 'footage' && content.backwards) return begins + used(pace, clip.length) - used(pace, k);
  return begins + used(pace, k);
}

/** What pictures `first` to before `end` of the clip use of its material; by default all. */
export function stretchOf(clip: Clip, first = 0, end = clip.length): Stretch {
  const one = momentAt(clip, first);
  const other = momentAt(clip, end);
  if (clip.content.what === 'footage' && clip.content.frozen) return { first: one - 0.5, end: one + 0.5 };
  return { first: Math.min(one, other), end: Math.max(one, other) };
}
