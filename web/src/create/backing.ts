/** A sound to record to: it is heard while the camera runs, and goes into the recording itself.
 *
 *   file --decoded--> buffer --+--> the loudspeaker
 *                              +--> a track that is recorded in the microphone's place
 *
 * So the recording holds the sound as it is, whatever the room, and parts go on where the last one ended.
 */
export class Backing {
  private source: AudioBufferSourceNode | null = null;
  private readonly recorded: MediaStreamAudioDestinationNode;

  private constructor(
    private readonly context: AudioContext,
    private readonly buffer: AudioBuffer,
  ) {
    this.recorded = context.createMediaStreamDestination();
  }

  /** Fetches and decodes the sound; rejects when it can't be had or read. */
  static async open(url: string): Promise<Backing> {
    const context = new AudioContext();
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`the sound answers ${response.status}`);
      return new Backing(context, await context.decodeAudioData(await response.arrayBuffer()));
    } catch (error) {
      void context.close();
      throw error;
    }
  }

  get track(): MediaStreamTrack {
    return this.recorded.stream.getAudioTracks()[0]!;
  }

  get ms(): number {
    return Math.floor(this.buffer.duration * 1000);
  }

  /** Plays on from `ms`; at its end it is silent. */
  start(ms: number): void {
    this.stop();
    void this.context.resume(); // browsers start it asleep until somebody pressed something
    const source = this.context.createBufferSource();
    source.buffer = this.buffer;
    source.connect(this.recorded);
    source.connect(this.context.destination);
    source.start(0, Math.min(ms / 1000, this.buffer.duration));
    this.source = source;
  }

  stop(): void {
    this.source?.stop();
    this.source?.disconnect();
    this.source = null;
  }

  close(): void {
    this.stop();
    this.recorded.stream.getTracks().forEach((track) => track.stop());
    void this.context.close();
  }
}
