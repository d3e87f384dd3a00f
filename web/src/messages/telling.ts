/** Messages put into words: in a list, in a note, read aloud. */
import type { Conversation, Message } from '../api/types';
import { session } from '../app/session.svelte';
import { word } from './words';

type Person = Message['author'];

export const nameOf = (person: Person): string => person.name || person.handle || word('somebody');

type What = 'made' | 'made_named' | 'named' | 'unnamed' | 'renamed' | 'added' | 'left' | 'removed';

/** What became of a group. */
export function noteOf(message: Message): string {
  const fill = { who: nameOf(message.author), whom: message.about ? nameOf(message.about) : '', name: message.text };
  if (message.note === 'cleared') return word('note.cleared');
  if (message.note === 'named' && message.about) return word('note.given_back'); // by our team, to whoever gave it first
  const odd = message.note === 'named' && !message.text ? (message.gone ? 'renamed' : 'unnamed') : message.note === 'made' && message.text ? 'made_named' : '';
  const what = (odd || message.note) as What;
  if (message.own) return word(`note.${what}.own`, fill);
  const aboutMe = !!message.about && message.about.id === session.person?.id;
  if (aboutMe && (what === 'added' || what === 'removed')) return word(`note.${what}.me`, fill);
  return word(`note.${what}`, fill);
}

export const goneOf = (message: Message): string =>
  word(message.gone === 'team' ? 'gone.team' : message.own ? 'gone.own' : 'gone.author');

/** One line that says what was said last. */
export function previewOf(one: Conversation): string {
  const last = one.last;
  if (!last) return '';
  if (last.note) return noteOf(last);
  const text = last.gone ? goneOf(last) : last.text || word('video');
  if (last.gone) return text;
  if (last.own) return word('you', { text });
  return one.is_group ? word('says', { name: nameOf(last.author), text }) : text;
}

/** What a screen reader says when it arrives. */
export function aloud(message: Message): string {
  const name = nameOf(message.author);
  if (message.gone) return '';
  return message.text ? word('says', { name, text: message.text }) : word('sent_video', { name });
}
