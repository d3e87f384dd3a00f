/** The camera: one steady canvas that is recorded part by part.
 *
 *   camera --frames--> canvas 720x1280 --+
 *                                        +--> MediaRecorder, one per part
 *   microphone --------------------------+
 *
 * The canvas keeps the picture's size and codec settings the same when the camera is flipped or the phone is
 * turned, so that parts can be joined by copying.
 */
import type { Backing } from './backing';
import type { Companion } from './companion';
import { join } from './joining';

export type Trouble = 'denied' | 'missing' | 'busy' | 'impossible';
export type Part = { blob: Blob; ms: number };

const WIDTH = 720;
const HEIGHT = 1280;
// MP4 first, because it needs the least work on the server; AAC where the browser has it (Safari).
const TYPES = [
  'video/mp4;codecs=avc1.42E01F,mp4a.40.2',
  'video/mp4;codecs=avc1.42E01F,opus',
  'video/mp4',
  'video/webm;codecs=vp9,opus',
  'video/webm;codecs=vp8,opus',
  'video/webm',
];

export function canRecord(): boolean {
  return (
    typeof MediaRecorder !== 'undefined' &&
    typeof navigator.mediaDevices?.getUserMedia === 'function' &&
    typeof HTMLCanvasElement.prototype.captureStream === 'function'
  );
}

export class Camera {
  phase = $state<'asking' | 'ready' | 'counting' | 'recording' | 'joining' | 'trouble'>('asking');
  trouble = $state<Trouble>('impossible');
  parts = $state.raw<Part[]>([]);
  /** Length of the part being recorded. */
  nowMs = $state(0);
  countdown = $state(0);
  timerS = $state<0 | 3 | 10>(0);
  silent = $state(false);
  facing = $state<'user' | 'environment'>('user');
  hasOther = $state(false);
  readonly type = TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? '';
  private stream: MediaStream | null = null;
  private microphone: MediaStreamTrack | null = null;
  private recorder: MediaRecorder | null = null;
  private tick: ReturnType<typeof setInterval> | undefined;
  private drawing = 0;
  private over = false;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly canvas: HTMLCanvasElement,
    private readonly limitMs: number,
    /** What is recorded to, in place of the microphone. */
    private readonly backing: Backing | null = null,
    /** What plays beside it: one part from its beginning, counted in. */
    private readonly companion: Companion | null = null,
  ) {
    if (companion) this.timerS = 3;
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
  }

  get totalMs(): number {
    return this.parts.reduce((sum, part) => sum + part.ms, 0) + this.nowMs;
  }

  /** Asks for the camera; whatever stands in the way becomes a trouble with a name. */
  async open(facing = this.facing): Promise<void> {
    this.phase = 'asking';
    const picture = { facingMode: facing, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
    this.quiet();
    try {
      this.stream = await this.request(picture);
    } catch (error) {
      this.trouble = named(error);
      this.phase = 'trouble';
      return;
    }
    if (this.over) return this.quiet();
    this.facing = facing;
    this.microphone = this.stream.getAudioTracks()[0] ?? null;
    this.silent = this.microphone === null && !this.backing;
    this.video.srcObject = this.stream;
    this.video.muted = true;
    await this.video.play().catch(() => {});
    const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    this.hasOther = devices.filter((device) => device.kind === 'videoinput').length > 1;
    this.draw();
    this.phase = 'ready';
  }

  async flip(): Promise<void> {
    if (this.phase === 'ready') await this.open(this.facing === 'user' ? 'environment' : 'user');
  }

  turnTimer(): void {
    this.timerS = this.timerS === 0 ? 3 : this.timerS === 3 ? 10 : 0;
  }

  /** Starts a part (after the timer), or stops the one that runs. */
  press(): void {
    if (this.phase === 'recording') return this.stop();
    if (this.phase === 'counting') {
      clearInterval(this.tick);
      this.phase = 'ready';
      return;
    }
    if (this.phase !== 'ready' || this.totalMs >= this.limitMs - 300 || (this.companion && this.parts.length)) return;
    this.companion?.unlock();
    if (!this.timerS) return this.record();
    this.countdown = this.timerS;
    this.phase = 'counting';
    this.tick = setInterval(() => {
      this.countdown -= 1;
      if (this.countdown > 0) return;
      clearInterval(this.tick);
      this.record();
    }, 1000);
  }

  stop(): void {
    if (this.recorder?.state === 'recording') this.recorder.stop();
  }

  dropLast(): void {
    this.parts = this.parts.slice(0, -1);
  }

  /** The parts as one file; `joined` is false when that failed and the longest part has to do. */
  async finish(): Promise<{ file: File; joined: boolean }> {
    this.phase = 'joining';
    const container = this.type.includes('mp4') ? 'mp4' : 'webm';
    const named = (blob: Blob) => new File([blob], `recording-${Date.now()}.${container}`, { type: `video/${container}` });
    try {
      return { file: named(await join(this.parts.map((part) => part.blob), this.type)), joined: true };
    } catch {
      const longest = this.parts.reduce((a, b) => (b.ms > a.ms ? b : a));
      return { file: named(longest.blob), joined: this.parts.length === 1 };
    }
  }

  close(): void {
    this.over = true;
    clearInterval(this.tick);
    cancelAnimationFrame(this.drawing);
    if (this.recorder?.state === 'recording') this.recorder.stop();
    this.quiet();
  }

  private quiet(): void {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
  }

  /** With sound when there is a microphone, without when there is none or it may not be used. */
  private async request(picture: MediaTrackConstraints): Promise<MediaStream> {
    if (this.backing) return await navigator.mediaDevices.getUserMedia({ video: picture, audio: false });
    const sound = { echoCancellation: this.companion !== null, noiseSuppression: false };
    try {
      return await navigator.mediaDevices.getUserMedia({ video: picture, audio: sound });
    } catch {
      return await navigator.mediaDevices.getUserMedia({ video: picture, audio: false });
    }
  }

  private record(): void {
    const picture = this.canvas.captureStream(30);
    const tracks = [...picture.getVideoTracks(), ...this.sounding()];
    const recorder = new MediaRecorder(new MediaStream(tracks), {
      mimeType: this.type,
      videoBitsPerSecond: 5_000_000,
      audioBitsPerSecond: 128_000,
    });
    const pieces: Blob[] = [];
    const begun = performance.now();
    recorder.ondataavailable = (event) => pieces.push(event.data);
    recorder.onstop = () => {
      clearInterval(this.tick);
      this.backing?.stop();
      this.companion?.stop();
      picture.getTracks().forEach((track) => track.stop());
      const ms = Math.round(performance.now() - begun);
      if (pieces.some((piece) => piece.size > 0) && ms > 200) {
        this.parts = [...this.parts, { blob: new Blob(pieces, { type: recorder.mimeType }), ms }];
      }
      this.nowMs = 0;
      if (!this.over) this.phase = 'ready';
    };
    recorder.onerror = () => this.stop();
    this.recorder = recorder;
    this.backing?.start(this.totalMs);
    recorder.onstart = () => this.companion?.start();
    recorder.start(1000);
    this.phase = 'recording';
    this.tick = setInterval(() => {
      this.nowMs = Math.round(performance.now() - begun);
      this.companion?.sample();
      if (this.totalMs >= this.limitMs || this.companion?.ended) this.stop();
    }, 50);
  }

  private sounding(): MediaStreamTrack[] {
    if (this.backing) return [this.backing.track];
    return this.microphone ? [this.microphone] : [];
  }

  /** Fills the canvas with the middle of the camera's picture, mirrored when it faces the person. */
  private draw(): void {
    cancelAnimationFrame(this.drawing);
    const pen = this.canvas.getContext('2d', { alpha: false, desynchronized: true });
    if (!pen) return;
    const paint = () => {
      this.drawing = requestAnimationFrame(paint);
      const { videoWidth: width, videoHeight: height } = this.video;
      if (!width || !height) return;
      const scale = Math.max(WIDTH / width, HEIGHT / height);
      pen.setTransform(this.facing === 'user' ? -1 : 1, 0, 0, 1, this.facing === 'user' ? WIDTH : 0, 0);
      pen.drawImage(this.video, (WIDTH - width * scale) / 2, (HEIGHT - height * scale) / 2, width * scale, height * scale);
    };
    paint();
  }
}

function named(error: unknown): Trouble {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'impossible';
  }
}
