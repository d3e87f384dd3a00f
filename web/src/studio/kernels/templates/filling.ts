/**
 * One's own films, photos and words put into the places of a template: `core/montage/templates/filling.py`, which
 * draws it. No cut of the template moves.
 */

import { type Clip, endOf, type Footage, type Key, type Material, type Montage, type Speed, type Track } from '../document';
import { Refused, put } from '../edits/finding';
import { sliced, speedBetween, withBegin } from '../edits/slicing';
import { footage, key, listening } from '../filled';
import { halfUp } from '../grid';
import { paceOf, seen, used } from '../speed';
import { placesOf, trackOfPlace } from './making';

const SLOWEST_RATE = 100;
/** How often a film is repeated in one place; after that its last picture stays. */
const MOST_TURNS = 20;
/** Thousandths to which a photo grows while it shows, so that it does not stand dead. */
const DRIFT = 1080;

/** Something to put in: a film of `length` pictures, or a photo (0), from `begin`; sides 0 where not known. */
export type Piece = {
  readonly material: Material;
  readonly length: number;
  readonly begin: number;
  readonly width: number;
  readonly height: number;
};

/** A template with something in every place, and what its user should know. */
export type Filled = {
  readonly montage: Montage;
  /** More than there were places. */
  readonly extra: readonly Piece[];
  /** Places in which something is used a second time. */
  readonly again: readonly string[];
  /** Places that ask for a longer film than they got. */
  readonly tooShort: readonly string[];
};

/** The template with `pieces` in its places for films and photos, in order. */
export function fill(montage: Montage, pieces: readonly Piece[]): Filled {
  const places = placesOf(montage).filter(takesFilms);
  const [again, tooShort]: [string[], string[]] = [[], []];
  const begins = pieces.map((piece) => piece.begin);
  let made = montage;
  places.forEach((clip, turn) => {
    const which = turn % pieces.length;
    const piece = pieces[which];
    if (!piece) return;
    const slot = clip.slot!;
    const needed = neededIn(whole(span(made, slot.id)));
    if (piece.length && begins[which]! + needed > piece.length) begins[which] = piece.begin;
    made = putIn(made, slot.id, { ...piece, begin: begins[which]! });
    begins[which]! += Math.ceil(needed);
    if (turn >= pieces.length) again.push(slot.id);
    if (piece.length && piece.length < slot.least) tooShort.push(slot.id);
  });
  return { montage: made, extra: pieces.slice(places.length), again, tooShort };
}

/** The piece in one place, instead of what was there; nothing else changes. */
export function putIn(montage: Montage, slotId: string, piece: Piece): Montage {
  const there = span(montage, slotId);
  if (!takesFilms(there.clips[0]!)) throw new Refused('no_film_here');
  const clips = withPiece(whole(there), piece);
  const [heir, former] = [clips.at(-1)!.id, there.clips.at(-1)!.id];
  const laid = there.track.clips.toSpliced(there.first, there.clips.length, ...clips);
  return put(montage, there.track, laid, heir === former ? {} : { [heir]: former });
}

/** Words in a place for words. */
export function fillText(montage: Montage, slotId: string, text: string): Montage {
  const { track, first, clips } = span(montage, slotId);
  const clip = clips[0]!;
  if (clip.content.what !== 'text') throw new Refused('no_words_here');
  return put(montage, track, track.clips.with(first, { ...clip, content: { ...clip.content, text } }));
}

/** A sound in a place for sound, from its start; where it is shorter than the place, silence follows. */
export function fillSound(montage: Montage, slotId: string, material: Material): Montage {
  const { track, first, clips } = span(montage, slotId);
  const clip = clips[0]!;
  if (clip.content.what !== 'listening') throw new Refused('no_sound_here');
  return put(montage, track, track.clips.with(first, { ...clip, content: listening({ material }) }));
}

/** The places for films and photos that must have something and have nothing yet, in order. */
export function unfilled(montage: Montage): readonly string[] {
  return placesOf(montage)
    .filter((clip) => takesFilms(clip) && clip.content.what === 'fill' && clip.slot!.required)
    .map((clip) => clip.slot!.id);
}

/** Whether a film or photo may be put here: a place for one, that has one or nothing yet. */
function takesFilms({ slot, content }: Clip): boolean {
  return slot?.kind === 'media' && (content.what === 'footage' || content.what === 'fill');
}

/** The clips of a place: the one that is it, and those that repeat what is in it. */
type Span = { readonly track: Track; readonly first: number; readonly clips: readonly Clip[] };

function span(montage: Montage, slotId: string): Span {
  const found = trackOfPlace(montage, slotId);
  if (!found) throw new Refused('no_such_place');
  const { track, first } = found;
  let end = first + 1;
  while (track.clips[end]?.id === againOf(track.clips[first]!, end - first)) end += 1;
  return { track, first, clips: track.clips.slice(first, end) };
}

/** The name of the clip that shows for the `turn`-th time more what is in a place. */
function againOf(clip: Clip, turn: number): string {
  return `${clip.id}-x${turn + 1}`;
}

/** The place as one clip, whatever repeats in it now, without what we gave a photo. */
function whole({ clips }: Span): Clip {
  const [one, last] = [clips[0]!, clips.at(-1)!];
  const clip: Clip = {
    ...one,
    length: endOf(last) - one.start,
    leave: last.leave,
    sounding: { ...one.sounding, fade_out: last.sounding.fade_out },
  };
  const { scale, ...keys } = clip.keys;
  return JSON.stringify(scale) === JSON.stringify(drift(clip)) ? { ...clip, keys } : clip;
}

/** Pictures of a film that fill the place. */
function neededIn(clip: Clip): number {
  return used(paceOf(clip.slot!.speed, clip.length), clip.length);
}

/** The place with `piece` in it, as one clip or as many as it takes turns. */
function withPiece(clip: Clip, piece: Piece): readonly Clip[] {
  const { material } = piece;
  const slot = clip.slot!;
  if (!piece.length) {
    const keys = clip.keys.scale ? clip.keys : { ...clip.keys, scale: drift(clip) };
    return [{ ...clip, content: footage({ material }), keys }];
  }
  const begin = Math.min(piece.begin, piece.length - 1);
  const [there, needed] = [piece.length - begin, neededIn(clip)];
  const film = footage({ material, source_in: begin, speed: slot.speed, backwards: slot.backwards });
  if (there >= needed) return [{ ...clip, content: film }];
  if (2 * there >= needed) {
    // The place still says how fast it is meant to run, also where it said so by saying nothing.
    const speed = slot.speed.length > 0 ? slot.speed : [{ at: 0, rate: 1000 }];
    return [{ ...clip, content: { ...film, speed: slowed(speed, there / needed) }, slot: { ...slot, speed } }];
  }
  return turns({ ...clip, content: film }, film, begin, there);
}

function slowed(speed: readonly Speed[], factor: number): readonly Speed[] {
  return speed.map(({ at, rate }) => ({ at, rate: Math.max(SLOWEST_RATE, Math.floor(rate * factor)) }));
}

/** The clip cut wherever its film of `there` pictures is over, each part beginning at `begin` again. */
function turns(clip: Clip, film: Footage, begin: number, there: number): readonly Clip[] {
  const pace = paceOf(film.speed, clip.length);
  const cuts = [0];
  while (cuts.length < MOST_TURNS) {
    const cut = Math.max(cuts.at(-1)! + 1, Math.floor(seen(pace, cuts.length * there) + 1e-6));
    if (cut >= clip.length) break;
    cuts.push(cut);
  }
  return cuts.map((first, turn) => {
    const end = cuts[turn + 1] ?? clip.length;
    const last = end === clip.length;
    // The first part keeps keys and effects past its end: they are the place's when something else is put in.
    const speed = speedBetween(film.speed, clip.length, 0, end);
    const part = turn ? sliced(clip, first, end) : { ...clip, length: end, content: { ...film, speed } };
    return {
      ...part,
      ...(turn ? { id: againOf(clip, turn), slot: null, enter: null } : {}),
      content: withBegin(part.content, begin),
      leave: last ? part.leave : null,
      sounding: {
        ...clip.sounding,
        fade_in: turn ? 0 : Math.min(clip.sounding.fade_in, part.length),
        fade_out: last ? Math.min(clip.sounding.fade_out, part.length) : 0,
      },
    };
  });
}

/** A photo coming slowly nearer, over the whole clip. */
function drift(clip: Clip): readonly Key[] {
  const { scale } = clip.place;
  return [key({ at: 0, value: scale }), key({ at: clip.length, value: halfUp((scale * DRIFT) / 1000) })];
}
