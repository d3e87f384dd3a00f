import { afterEach, expect, test, vi } from 'vitest';
import { stubBrowser } from '../../testing/browser';

afterEach(() => vi.useRealTimers());

test('A file that is brought twice before the server heard of it is listed once.', async () => {
  const page = new EventTarget();
  stubBrowser('/studio/p', page);
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('fetch', () => new Promise(() => {}));
  const { Materials } = await import('./materials.svelte');
  vi.useFakeTimers();
  const materials = new Materials('p', 'kim');
  const file = new File(['film'], 'beach.mp4');
  const both = Promise.all([1, 2].map(() => materials.bring(file, 'photo', 'its-name')));
  await vi.advanceTimersByTimeAsync(10_000);
  const [one, other] = await both;
  expect(other).toBe(one);
  expect(materials.list).toEqual([one]);
  materials.end();
});

test('Where listening for beats failed one may try again; what was heard is kept.', async () => {
  stubBrowser('/studio/p');
  const { Material } = await import('./materials.svelte');
  const answers = [null, [0.5, 1]];
  class Ear {
    onmessage: (event: { data: unknown }) => void = () => {};
    postMessage = () => queueMicrotask(() => this.onmessage({ data: answers.shift() }));
    terminate() {}
  }
  vi.stubGlobal('Worker', Ear);
  const material = new Material('upload', '17', 'drum.wav', 'sound');
  material.file = new Blob(['drum']);
  expect(await material.beats()).toEqual([]);
  expect(await material.beats()).toEqual([0.5, 1]);
  expect(await material.beats()).toEqual([0.5, 1]);
  expect(answers).toEqual([]);
});
