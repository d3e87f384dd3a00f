/** Listens to a sound from end to end, as the server does, and answers the seconds at which it beats; null where
 * that fails. */
import { beatsOf, LISTENING_RATE } from './beats';
import { Resampler } from './mono';

const here = self as unknown as { onmessage: (event: MessageEvent<Blob | string>) => void; postMessage: (at: readonly number[] | null) => void };

here.onmessage = ({ data }) =>
  void heard(data)
    .then((samples) => beatsOf(samples, LISTENING_RATE).at)
    .catch(() => null)
    .then((at) => here.postMessage(at));

async function heard(place: Blob | string): Promise<Int16Array> {
  const bunny = await import('mediabunny');
  const source = typeof place === 'string' ? new bunny.UrlSource(place, { requestInit: { credentials: 'same-origin' } }) : new bunny.BlobSource(place);
  const input = new bunny.Input({ formats: bunny.ALL_FORMATS, source });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (!track || !(await track.canDecode())) return new Int16Array(0);
    const pieces: Float32Array[] = [];
    let slower: Resampler | null = null;
    let reached = 0;
    for await (const sample of new bunny.AudioSampleSink(track).samples()) {
      const { sampleRate: rate, numberOfFrames: frames, numberOfChannels: channels, timestamp } = sample;
      const mono = new Float32Array(frames);
      const plane = new Float32Array(frames);
      for (let planeIndex = 0; planeIndex < channels; planeIndex++) {
        sample.copyTo(plane, { planeIndex, format: 'f32-planar' });
        for (let i = 0; i < frames; i++) mono[i]! += plane[i]! / channels;
      }
      sample.close();
      slower ??= new Resampler(rate, LISTENING_RATE);
      // Before its beginning a file only warms its decoder up; a sound that begins late is silent until then.
      const early = Math.max(0, Math.min(frames, -Math.round(timestamp * rate)));
      const late = Math.round(timestamp * rate) + early - reached;
      if (late > rate / 50) pieces.push(slower.add(new Float32Array(Math.min(late, 60 * rate))));
      reached = Math.max(reached, Math.round(timestamp * rate) + frames);
      pieces.push(slower.add(mono.subarray(early)));
    }
    if (slower) pieces.push(slower.add(new Float32Array(0), true));
    return joined(pieces);
  } finally {
    input.dispose();
  }
}

function joined(pieces: readonly Float32Array[]): Int16Array {
  const whole = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) for (let i = 0; i < piece.length; i++) whole[at++] = Math.max(-1, Math.min(1, piece[i]!)) * 32767;
  return whole;
}
