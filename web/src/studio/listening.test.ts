import { expect, test } from 'vitest';
import { stubBrowser } from '../testing/browser';
import type { TranscriptView } from './server';

/** A server that takes a moment to hear what it is asked, and listens from then on until it is stopped. */
function aDesk() {
  const listens = new Set<string>();
  const after = <T>(ms: number, act: () => T) => new Promise<T>((done) => setTimeout(() => done(act()), ms));
  return {
    listens,
    transcript: (_: string, id: string) => after(20, () => (listens.add(id), { state: 'waiting', progress: 0.1 } as TranscriptView)),
    stopTranscript: (_: string, id: string) => after(1, () => void listens.delete(id)),
  };
}

test('What is stopped while a question is on its way is not begun anew by it.', async () => {
  stubBrowser('/studio/p');
  const { Listening } = await import('./listening');
  const desk = aDesk();
  const listening = new Listening(desk, 5);
  const heard = listening.hear({ origin: 'upload', id: '7' }, () => {});
  await new Promise((go) => setTimeout(go, 35)); // the second question is under way
  await listening.stop();
  expect(await heard).toBeNull();
  await new Promise((go) => setTimeout(go, 40));
  expect([...desk.listens]).toEqual([]);
});
