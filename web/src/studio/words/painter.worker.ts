/**
 * libass, in a worker of its own: the build of it that JASSUB brings, without JASSUB's player around it. It knows no
 * font but those it is handed, as on the server.
 */

import WASM from 'jassub/dist/wasm/jassub-worker.js';
import address from 'jassub/dist/wasm/jassub-worker.wasm?url';
import { painted, type Painted, type Stamp } from './painting';

export type Order = {
  readonly id: number;
  readonly script: string;
  /** Font files it needs, name and address. */
  readonly fonts: readonly (readonly [string, string])[];
  /** Of the canvas the script is made for. */
  readonly shape: readonly [number, number];
  /** Of what is drawn. */
  readonly size: readonly [number, number];
  readonly seconds: number;
};
export type Answer = { readonly id: number; readonly painted: Painted | null; readonly failed: string };

/** What JASSUB's build of libass can do, as far as we use it. */
type Library = {
  addFont(name: string, at: number, length: number): void;
  reloadFonts(): void;
  createTrackMem(script: string): void;
  setThreads(count: number): void;
  resizeCanvas(width: number, height: number, wholeWidth: number, wholeHeight: number): void;
  rawRender(seconds: number, anew: number): readonly Stamp[] | null;
};
type Module = {
  _malloc(length: number): number;
  JASSUB: new (width: number, height: number, font: string) => Library;
};

const here = self as unknown as {
  name: string;
  HEAPU8RAW: Uint8Array;
  onmessage: ((event: MessageEvent<Order>) => void) | null;
  postMessage(answer: Answer, moved: Transferable[]): void;
};

let started: Promise<readonly [Module, Library]> | null = null;
let queue: Promise<unknown> = Promise.resolve();
const known = new Set<string>();
let script = '';
let drawn = '';

here.onmessage = ({ data }) => {
  queue = queue.then(() => answer(data));
};

async function answer(order: Order): Promise<void> {
  try {
    const made = await paint(order);
    here.postMessage({ id: order.id, painted: made, failed: '' }, made ? [made.pixels.buffer] : []);
  } catch (error) {
    here.postMessage({ id: order.id, painted: null, failed: String(error) }, []);
  }
}

async function paint(order: Order): Promise<Painted | null> {
  const [module, library] = await (started ??= start());
  await learn(module, library, order.fonts);
  if (order.script !== script) {
    library.createTrackMem(order.script);
    script = order.script;
  }
  const size = [...order.size, ...order.shape].join();
  if (size !== drawn) {
    library.resizeCanvas(...order.size, ...order.shape);
    drawn = size;
  }
  return painted([...(library.rawRender(order.seconds, 1) ?? [])], here.HEAPU8RAW);
}

async function start(): Promise<readonly [Module, Library]> {
  // Its glue asks for the module beside itself, where a bundler leaves nothing.
  const { fetch } = globalThis;
  globalThis.fetch = () => fetch(address);
  try {
    const module = (await WASM({ __url: address, __out: () => {} })) as unknown as Module;
    const library = new module.JASSUB(16, 16, 'sora');
    library.setThreads(1);
    return [module, library];
  } finally {
    globalThis.fetch = fetch;
  }
}

async function learn(module: Module, library: Library, fonts: Order['fonts']): Promise<void> {
  const fresh = fonts.filter(([name]) => !known.has(name));
  if (!fresh.length) return;
  const files = await Promise.all(
    fresh.map(async ([, url]) => {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
      return new Uint8Array(await answer.arrayBuffer());
    }),
  );
  fresh.forEach(([name], at) => {
    const bytes = files[at]!;
    const place = module._malloc(bytes.byteLength);
    here.HEAPU8RAW.set(bytes, place);
    library.addFont(name, place, bytes.byteLength);
    known.add(name);
  });
  library.reloadFonts();
  script = ''; // what was set with the old fonts is set anew
}
