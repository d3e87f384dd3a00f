/** Files that the server has not heard of yet: they have a name of this browser's own, and get the server's later. */
import type { Clip, Material as Name, Montage, Track } from '../kernels/document';

const SIGN = 'here.';

/** The name that a file has here; the same file has the same, in each project one of its own. */
export const unsentName = (projectId: string, clientId: string): Name => ({ origin: 'upload', id: `${SIGN}${projectId}.${clientId}` });

export const isUnsent = ({ id }: { id: string }): boolean => id.startsWith(SIGN);

/** What a clip is cut from. */
export function cutFrom({ content }: Clip): Name | null {
  return content.what === 'footage' || content.what === 'listening' ? content.material : null;
}

/** The unsent materials that a montage is made of. */
export function unsentOf(montage: Montage): readonly Name[] {
  return montage.tracks.flatMap((track) => track.clips.map(cutFrom)).filter((name) => name !== null && isUnsent(name)) as Name[];
}

/** The clip, cut from `to` if it was cut from `from`. */
export function renamed(clip: Clip, from: Name, to: Name): Clip {
  const name = cutFrom(clip);
  return name?.id === from.id && name.origin === from.origin ? ({ ...clip, content: { ...clip.content, material: to } } as Clip) : clip;
}

/** Gives a material another name, in as many montages as one likes: what they shared before they share after it. */
export function renamer(from: Name, to: Name): (montage: Montage) => Montage {
  const tracks = new Map<Track, Track>();
  const montages = new Map<Montage, Montage>();
  const track = (one: Track): Track => {
    const clips = one.clips.map((clip) => renamed(clip, from, to));
    return clips.some((each, n) => each !== one.clips[n]) ? { ...one, clips } : one;
  };
  return (montage) => {
    const known = montages.get(montage);
    if (known) return known;
    const now = montage.tracks.map((one) => tracks.get(one) ?? (tracks.set(one, track(one)), tracks.get(one)!));
    const renamed = now.some((one, n) => one !== montage.tracks[n]) ? { ...montage, tracks: now } : montage;
    montages.set(montage, renamed);
    return renamed;
  };
}
