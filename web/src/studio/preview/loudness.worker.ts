/** Mixes a montage's sound from end to end and says how loud it is: nobody waits for it, and nothing is played. */
import { lengthOf } from '../kernels/document';
import { SAMPLE_RATE } from '../kernels/grid';
import { sampleOf } from './heard';
import type { Answer, Order } from './loudness';
import { Meter } from './meter';
import { Mixer } from './mixer';
import { keyOf, Shelf } from './shelf';

const here = self as unknown as { onmessage: (event: MessageEvent<Order>) => void; postMessage: (answer: Answer) => void };

here.onmessage = ({ data: { id, montage, places } }) => {
  const shelf = new Shelf((material) => places.get(keyOf(material)) ?? null, () => {});
  const mixer = new Mixer(montage, (material) => shelf.ear(material));
  const meter = new Meter();
  const end = sampleOf(lengthOf(montage), montage.canvas.fps);
  const listen = async () => {
    for (let first = 0; first < end; first += SAMPLE_RATE) meter.add(await mixer.unlimited(first, Math.min(SAMPLE_RATE, end - first)));
    return meter.lufs;
  };
  void listen().then((lufs) => here.postMessage({ id, lufs }), () => here.postMessage({ id, lufs: null }));
};
