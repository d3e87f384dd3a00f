/** Decoded pictures, never more of them at once than soon show.
 *
 * The library hands its decoder forty pictures' worth of a film and keeps what comes of them: 125 MB of 1080p for each
 * clip that begins. Here packets, which are small, wait instead of pictures, which are large.
 */
import type { EncodedPacket, InputVideoTrack, VideoSample, VideoSampleSink } from 'mediabunny';

/** Pictures that are decoded and not yet closed: the two that a reader holds, and those it goes on to. */
const MOST_OPEN = 8;
/** Packets that a decoder has before it, so that it never waits for us. */
const MOST_GIVEN = 3;

/** What of the library's own decoder is needed here; it is not among what it promises, see `thrifty`. */
type Decoder = {
  decode(packet: EncodedPacket): void;
  flush(): Promise<void>;
  close(): void;
  getDecodeQueueSize(): number;
  decoder: VideoDecoder | null;
};
type Making = { _createDecoder?(onSample: (sample: VideoSample) => void, onError: (error: unknown) => void): Promise<Decoder> };

/** A sink of the track's pictures. Should the library one day make its decoders elsewhere, it is simply its own sink. */
export function thrifty(bunny: typeof import('mediabunny'), track: InputVideoTrack): VideoSampleSink {
  const sink = new bunny.VideoSampleSink(track);
  const making = sink as unknown as Making;
  const make = making._createDecoder?.bind(sink);
  if (make) {
    making._createDecoder = async (onSample, onError) => {
      const held = new Holding(onError);
      return held.take(await make((sample) => (held.opened(sample), onSample(sample)), onError));
    };
  }
  return sink;
}

/** Keeps packets back while enough pictures of theirs are open. */
class Holding {
  private readonly waiting: EncodedPacket[] = [];
  private open = 0;
  private decoder: Decoder | null = null;
  private emptied: () => void = () => {};

  constructor(private readonly failed: (error: unknown) => void) {}

  /** The decoder as the library sees it from now on. */
  take(decoder: Decoder): Decoder {
    this.decoder = decoder;
    decoder.decoder?.addEventListener('dequeue', this.go);
    return Object.assign(Object.create(decoder) as Decoder, {
      decode: (packet: EncodedPacket) => (this.waiting.push(packet), this.go()),
      getDecodeQueueSize: () => this.waiting.length + decoder.getDecodeQueueSize(),
      flush: async () => {
        if (this.waiting.length) await new Promise<void>((resolve) => (this.emptied = resolve));
        if (this.decoder) await decoder.flush();
      },
      close: () => this.end(),
    });
  }

  /** Counts a picture until somebody closes it. */
  opened(sample: VideoSample): void {
    this.open++;
    const close = sample.close.bind(sample);
    let closed = false;
    sample.close = () => {
      close();
      if (closed) return;
      closed = true;
      this.open--;
      this.go();
    };
  }

  private readonly go = (): void => {
    const { decoder } = this;
    try {
      while (decoder && this.waiting.length && this.open < MOST_OPEN && decoder.getDecodeQueueSize() < MOST_GIVEN) decoder.decode(this.waiting.shift()!);
    } catch (error) {
      this.end();
      this.failed(error);
    }
    if (!this.waiting.length) this.emptied();
  };

  private end(): void {
    this.waiting.length = 0;
    const { decoder } = this;
    this.decoder = null;
    decoder?.decoder?.removeEventListener('dequeue', this.go);
    decoder?.close();
    this.emptied();
  }
}
