/** Clips that were copied together, put down together somewhere else.
 *
 *     copied    main   [ a ][ b ]        at |        main   [ x ][ a ][ b ][ y ]
 *               text      ( t )             v   ->   text           ( t )
 *                                  [ x ]  [ y ]
 *
 * Those of the main track go in at the cut nearest to the line, and what lay above others stays above them; the rest
 * keeps its distances to the first of all.
 */
import * as edits from './kernels/edits';
import { type Clip, endOf, type Join, type Montage, type Role, type Use } from './kernels/document';
import { freshName, mainOf, withRoom } from './making';

export type Copied = {
  readonly fps: number;
  /** By when they show. */
  readonly pieces: readonly { readonly clip: Clip; readonly role: Role; readonly use: Use }[];
  /** Between clips that were both copied. */
  readonly joins: readonly Join[];
};

export function copiedFrom(montage: Montage, ids: ReadonlySet<string>): Copied {
  const tracks = montage.tracks.map((track) => ({ track, clips: track.clips.filter((clip) => ids.has(clip.id)) }));
  const pieces = tracks.flatMap(({ track, clips }) => clips.map((clip) => ({ clip, role: track.role, use: track.use })));
  const joins = tracks.flatMap(({ track, clips }) =>
    track.joins.filter(({ left }) => clips.some((clip, i) => clip.id === left && clips[i + 1]?.start === endOf(clip))));
  return { fps: montage.canvas.fps, pieces: pieces.sort((one, other) => one.clip.start - other.clip.start), joins };
}

/** The montage with them in it, and what they are called there. */
export function pasted(montage: Montage, { pieces, joins }: Copied, at: number): { montage: Montage; ids: readonly string[] } {
  const names = new Map(pieces.map(({ clip }) => [clip.id, freshName()]));
  const fresh = (clip: Clip): Clip => ({ ...clip, id: names.get(clip.id)!, slot: null });
  const main = pieces.filter(({ role }) => role === 'main').map(({ clip }) => fresh(clip));
  const { id } = mainOf(montage);
  let next = montage;
  let [from, to] = [at, at];
  main.forEach((clip, n) => {
    next = edits.insert(next, id, clip, to);
    const lies = edits.find(next, clip.id).clip;
    if (n === 0) from = lies.start;
    to = endOf(lies);
  });
  next = edits.carried(montage, next);
  const first = pieces.find(({ role }) => role === 'main')?.clip.start ?? pieces[0]?.clip.start ?? 0;
  for (const { clip, role, use } of pieces.filter((piece) => piece.role !== 'main')) {
    const start = Math.max(0, from + clip.start - first);
    const room = withRoom(next, role, start, clip.length, use);
    next = edits.insert(room.montage, room.track.id, fresh(clip), start);
  }
  for (const { left, kind, length } of joins) next = joined(next, names.get(left)!, kind, length);
  return { montage: next, ids: [...names.values()] };
}

/** Where no transition has room any more, the bare cut stays. */
function joined(montage: Montage, left: string, kind: string, length: number): Montage {
  try {
    return edits.setJoin(montage, left, kind, length);
  } catch (trouble) {
    if (trouble instanceof edits.Refused) return montage;
    throw trouble;
  }
}
