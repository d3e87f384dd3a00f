/** Timelines as lines of text, for tests: `tests/montage/edits.txt` says how they are drawn. */

import type { Clip, Content, Join, Key, Marker, Material, Montage, Role, Slot, Speed, Track, Use, Word } from './document';
import { clip, content, effect, filled, key, slot, track } from './filled';
import type { Piece } from './templates/filling';
import { EMPTY } from './templates/making';

/** A heading and the lines under it. */
export type Story = { readonly says: string; readonly lines: readonly string[] };

const ROLES: { readonly [name: string]: readonly [Role, Use] } = {
  main: ['main', 'other'],
  overlay: ['overlay', 'other'],
  text: ['text', 'other'],
  sound: ['sound', 'other'],
  music: ['sound', 'music'],
  voice: ['sound', 'voice'],
};
const TOKEN = /(?<id>[\w-]+)\[(?<start>\d+)\.\.(?<end>\d+)\)(?<more>[^\s{]*)(?: \{(?<dress>[^}]*)\})?|~(?<join>\d+)~/g;

/** The stories of a file; what stands before the first heading is for people. */
export function stories(text: string): readonly Story[] {
  return text.split(/^# /m).slice(1).map((block) => {
    const [says = '', ...lines] = block.trim().split('\n');
    return { says, lines: lines.filter((line) => line.trim()) };
  });
}

/** What the clip `name` is cut from: its first letter says. */
export function material(name: string): Material {
  return { origin: 'upload', id: name.slice(0, 1).padStart(13, '0') };
}

/** Whether a line draws something, and does not do anything. */
export function isDrawn(line: string): boolean {
  return /^(beats|notes|(main|overlay|text|sound|music|voice)\w*)( locked)?:/.test(line);
}

/** The montage that `lines` draw, bottom to top. */
export function drawn(lines: readonly string[]): Montage {
  const tracks: Track[] = [];
  const markers: Marker[] = [];
  for (const line of lines) {
    const name = line.slice(0, line.indexOf(':'));
    const rest = line.slice(name.length + 1);
    if (name === 'beats' || name === 'notes') {
      const kind = name === 'beats' ? 'beat' : 'note';
      markers.push(...rest.split(/\s+/).filter(Boolean).map((at) => ({ at: Number(at), kind, label: '' }) as const));
    } else tracks.push(trackOf(name, rest));
  }
  markers.sort((one, other) => one.at - other.at || one.kind.localeCompare(other.kind));
  return { ...filled({}), tracks, markers };
}

/** One clip as a track of that name holds it. */
export function drawnClip(text: string, name: string): Clip {
  return trackOf(name, text).clips[0]!;
}

/** `2000`: throughout; `0:1000,10000:3000`: a curve. */
export function drawnSpeed(text: string): readonly Speed[] {
  if (!text.includes(':')) return [{ at: 0, rate: Number(text) }];
  return text.split(',').map((point) => {
    const [at, rate] = point.split(':').map(Number);
    return { at: at!, rate: rate! };
  });
}

/** `p`: a photo; `a=60@5:1920x1080`: a film of sixty pictures from the fifth on, and its sides. */
export function drawnPiece(text: string): Piece {
  const found = /^(\w+)(?:=(\d+))?(?:@(\d+))?(?::(\d+)x(\d+))?$/.exec(text)!;
  const [length = 0, begin = 0, width = 0, height = 0] = found.slice(2).map((part) => Number(part ?? 0));
  return { material: material(found[1]!), length, begin, width, height };
}

/** `10=500` */
export function drawnKey(text: string): Key {
  const [at, value] = text.split('=').map(Number);
  return key({ at: at!, value: value! });
}

function trackOf(told: string, text: string): Track {
  const [name = '', ...words] = told.split(' ');
  const [role, use] = ROLES[/^(main|overlay|text|sound|music|voice)/.exec(name)![1]!]!;
  const clips: Clip[] = [];
  const joins: Join[] = [];
  for (const { groups } of text.matchAll(TOKEN)) {
    if (groups!.join) joins.push({ left: clips.at(-1)!.id, kind: 'dissolve', length: Number(groups!.join) });
    else clips.push(clipOf(groups!, role));
  }
  return { ...track({ id: name, role, use, locked: words.includes('locked') }), clips, joins };
}

function clipOf(token: { readonly [name: string]: string | undefined }, role: Role): Clip {
  const [id, start, end] = [token.id!, Number(token.start), Number(token.end)];
  let one: Clip = { ...clip({ id, start, length: end - start }), content: contentOf(id, role) };
  for (const [, sign, value] of token.more!.matchAll(/([=+*<!])([\w:,.]*)/g))
    one = { ...one, content: changed(one.content, sign!, value!) };
  for (const item of (token.dress ?? '').split(';').map((each) => each.trim()).filter(Boolean)) one = dressed(one, item);
  return one;
}

function contentOf(name: string, role: Role): Content {
  if (role === 'sound') return content({ what: 'listening', material: material(name) });
  if (role === 'text') return content(name[0] === 'c' ? { what: 'captions' } : { what: 'text', text: name });
  if (name[0] === 'e') return EMPTY;
  return content(name[0] === 'z' ? { what: 'fill' } : { what: 'footage', material: material(name) });
}

function changed(given: Content, sign: string, value: string): Content {
  const [whole, rest = 0] = value.split('.').map(Number);
  if (sign === '=' && given.what === 'text') return { ...given, text: value };
  if (sign === '=') return content({ what: given.what === 'listening' ? 'listening' : 'footage', material: material(value) });
  if (sign === '+') return { ...given, source_in: whole, source_rest: rest } as Content;
  if (sign === '*') return { ...given, speed: drawnSpeed(value) } as Content;
  return { ...given, ...(sign === '<' ? { backwards: true } : { frozen: true }) } as Content;
}

function dressed(given: Clip, item: string): Clip {
  const [name = '', ...values] = item.split(' ');
  if (values.every((value) => value.includes('=')))
    return { ...given, keys: { ...given.keys, [name]: values.map(drawnKey) } };
  const [first = '', second = '', third = ''] = values;
  switch (name) {
    case 'fade': return { ...given, sounding: { ...given.sounding, fade_in: Number(first), fade_out: Number(second) } };
    case 'volume': return { ...given, sounding: { ...given.sounding, volume: Number(first) } };
    case 'effect': {
      const one = effect({ name: first, start: Number(second), length: Number(third) });
      return { ...given, effects: [...given.effects, one] };
    }
    case 'slot': return { ...given, slot: slotOf(first, values.slice(1)) };
    case 'enter': return { ...given, enter: { name: first, length: Number(second) } };
    case 'leave': return { ...given, leave: { name: first, length: Number(second) } };
    case 'words': return { ...given, content: { ...given.content, words: values.map(wordOf) } as Content };
  }
  throw new Error(item);
}

/** `one 2 text >30 *2000 <`: second of the places, for words, thirty pictures at least, fast, backwards. */
function slotOf(id: string, words: readonly string[]): Slot {
  let one = slot({ id });
  for (const word of words) {
    const rest = word.slice(1);
    if (word[0] === '>') one = { ...one, least: Number(rest) };
    else if (word[0] === '*') one = { ...one, speed: drawnSpeed(rest) };
    else if (word[0] === '<') one = { ...one, backwards: true };
    else if (word[0] === 't') one = { ...one, kind: 'text' };
    else if (word[0] === 's') one = { ...one, kind: 'sound' };
    else one = { ...one, order: Number(word) };
  }
  return one;
}

function wordOf(text: string): Word {
  const [said = '', at, length] = text.split(/[@+]/);
  return { text: said, at: Number(at), length: Number(length) };
}
