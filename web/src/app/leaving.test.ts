import { expect, test, vi } from 'vitest';
import { stubBrowser } from '../testing/browser';

/** A field that is a whole document: what happens in it is heard there. */
class Field extends EventTarget {}

test('What somebody is writing when the screen goes for another one counts as written, once.', async () => {
  const page = new EventTarget();
  stubBrowser('/studio/p', page);
  const field = new Field();
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('HTMLTextAreaElement', Field);
  vi.stubGlobal('document', field);
  const { whenLeaving } = await import('./leaving');
  let told = 0;
  field.addEventListener('change', () => told++);
  const stay = whenLeaving(() => {});
  const move = () => page.dispatchEvent(new Event('moved'));
  move();
  expect(told).toBe(0);
  field.dispatchEvent(new Event('input'));
  move();
  move();
  expect(told).toBe(1);
  field.dispatchEvent(new Event('input'));
  stay();
  move();
  expect(told).toBe(1);
});
