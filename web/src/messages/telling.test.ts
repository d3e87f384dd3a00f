import { beforeEach, expect, test, vi } from 'vitest';
import type { Message } from '../api/types';
import { stubBrowser } from '../testing/browser';
import type * as Telling from './telling';

let telling: typeof Telling;

const nobody = { id: '0', handle: '', name: '', avatar_url: '' };
const odd = { id: 'o', handle: 'odd', name: 'Odd', avatar_url: '' };
const named = { note: 'named', text: 'Friends', gone: '', own: false, author: odd, about: null } as unknown as Message;

beforeEach(async () => {
  stubBrowser('/messages', new EventTarget(), false);
  vi.resetModules();
  telling = await import('./telling');
});

test('a name that our team gave back was not given by whoever gave it first', () => {
  expect(telling.noteOf(named)).toBe('Odd named the group “Friends”');
  const back = { ...named, author: nobody, about: odd };
  expect(telling.noteOf(back)).toBe('Our team looked again: the group has its name back');
  expect(telling.noteOf({ ...back, text: '', gone: 'team' })).toBe(telling.noteOf(back));
});
