/** What fingers, mouse and wheel do on the timeline, told in the timeline's own words.
 *
 *     finger moves                the film moves under it, and glides on when let go
 *     finger rests, is lifted      one of several is chosen
 *     finger rests, then moves    the clip under it is carried
 *     two fingers                 zoom
 *     mouse moves on a clip       the clip is carried
 *     a handle is pulled          the clip is trimmed
 */
import type { Clip } from '../kernels/document';
import type { Hit, Row } from './rows';

export type Deeds = {
  hit: (x: number, y: number) => Hit;
  /** Pixels the content is moved by. */
  scroll: (dx: number, dy: number) => void;
  zoom: (factor: number, x: number) => void;
  /** `more`: with Shift, it is one of several. */
  tap: (hit: Hit, x: number, more: boolean) => void;
  /** A finger rested on a clip and was lifted again. */
  hold: (clip: Clip) => void;
  /** `edge` of the selected clip is pulled; `dx` pixels since it was taken. */
  pull: (edge: 'start' | 'end', clip: Clip, dx: number, done: boolean) => void;
  carry: (clip: Clip, row: Row, dx: number, y: number, done: boolean) => void;
  /** The ruler is held with a mouse: the playhead goes there. */
  scrub: (x: number) => void;
  /** A pull or a carry is called off. */
  drop: () => void;
};

const REST_MS = 320;
const STILL = 7;

export class Hand {
  private readonly fingers = new Map<number, { x: number; y: number }>();
  private doing: 'nothing' | 'deciding' | 'scrolling' | 'pulling' | 'carrying' | 'scrubbing' | 'pinching' = 'nothing';
  private from = { x: 0, y: 0, hit: { kind: 'nothing' } as Hit, touch: false };
  private last = { x: 0, y: 0, at: 0 };
  private speed = 0;
  /** What is carried has left its place once. */
  private carriedFar = false;
  private rest = 0;
  private glide = 0;
  private apart = 0;

  constructor(
    private readonly canvas: HTMLElement,
    private readonly deeds: Deeds,
    private readonly calm: () => boolean,
  ) {
    canvas.addEventListener('pointerdown', this.down);
    canvas.addEventListener('pointermove', this.move);
    canvas.addEventListener('pointerup', this.up);
    canvas.addEventListener('pointercancel', this.cancel);
    canvas.addEventListener('wheel', this.wheel, { passive: false });
  }

  /** Takes everything away again. */
  end(): void {
    cancelAnimationFrame(this.glide);
    clearTimeout(this.rest);
    this.canvas.removeEventListener('pointerdown', this.down);
    this.canvas.removeEventListener('pointermove', this.move);
    this.canvas.removeEventListener('pointerup', this.up);
    this.canvas.removeEventListener('pointercancel', this.cancel);
    this.canvas.removeEventListener('wheel', this.wheel);
  }

  /** Escape while something is held. */
  letGo(): void {
    if (this.doing === 'pulling' || this.doing === 'carrying') this.deeds.drop();
    this.doing = 'nothing';
  }

  private readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    cancelAnimationFrame(this.glide);
    const point = this.pointOf(event);
    this.fingers.set(event.pointerId, point);
    this.canvas.setPointerCapture(event.pointerId);
    if (this.fingers.size === 2) return this.beginPinch();
    this.from = { ...point, hit: this.deeds.hit(point.x, point.y), touch: event.pointerType !== 'mouse' };
    this.last = { ...point, at: event.timeStamp };
    this.speed = 0;
    this.carriedFar = false;
    const { hit, touch } = this.from;
    if (hit.kind === 'start' || hit.kind === 'end') this.doing = 'pulling';
    else if (hit.kind === 'ruler' && !touch) {
      this.doing = 'scrubbing';
      this.deeds.scrub(point.x);
    } else {
      this.doing = 'deciding';
      if (touch && hit.kind === 'clip') this.rest = window.setTimeout(() => this.lift(), REST_MS);
    }
  };

  private readonly move = (event: PointerEvent): void => {
    if (!this.fingers.has(event.pointerId)) return;
    const point = this.pointOf(event);
    this.fingers.set(event.pointerId, point);
    const { hit, touch } = this.from;
    if (this.doing === 'pinching') return this.pinch();
    if (this.doing === 'deciding' && Math.hypot(point.x - this.from.x, point.y - this.from.y) > STILL) {
      clearTimeout(this.rest);
      this.doing = !touch && hit.kind === 'clip' ? 'carrying' : 'scrolling';
    }
    const dx = point.x - this.from.x;
    if (this.doing === 'pulling' && (hit.kind === 'start' || hit.kind === 'end')) this.deeds.pull(hit.kind, hit.clip, dx, false);
    if (this.doing === 'carrying' && hit.kind === 'clip') {
      this.carriedFar ||= Math.hypot(dx, point.y - this.from.y) > STILL;
      this.deeds.carry(hit.clip, hit.row, dx, point.y, false);
    }
    if (this.doing === 'scrubbing') this.deeds.scrub(point.x);
    if (this.doing === 'scrolling') {
      this.deeds.scroll(this.last.x - point.x, this.last.y - point.y);
      const ms = Math.max(1, event.timeStamp - this.last.at);
      this.speed = 0.7 * this.speed + (0.3 * (this.last.x - point.x)) / ms;
      this.last = { ...point, at: event.timeStamp };
    }
  };

  private readonly up = (event: PointerEvent): void => {
    if (!this.fingers.delete(event.pointerId)) return;
    clearTimeout(this.rest);
    const point = this.pointOf(event);
    const { hit } = this.from;
    const dx = point.x - this.from.x;
    if (this.doing === 'deciding') this.deeds.tap(hit, point.x, event.shiftKey);
    if (this.doing === 'pulling' && (hit.kind === 'start' || hit.kind === 'end')) this.deeds.pull(hit.kind, hit.clip, dx, true);
    if (this.doing === 'carrying' && hit.kind === 'clip') {
      const still = this.from.touch && !this.carriedFar && Math.hypot(dx, point.y - this.from.y) <= STILL;
      if (still) this.deeds.hold(hit.clip);
      else this.deeds.carry(hit.clip, hit.row, dx, point.y, true);
    }
    if (this.doing === 'scrolling' && event.timeStamp - this.last.at < 60 && !this.calm()) this.glideOn();
    if (this.fingers.size === 0) this.doing = 'nothing';
  };

  private readonly cancel = (event: PointerEvent): void => {
    this.fingers.delete(event.pointerId);
    clearTimeout(this.rest);
    this.letGo();
  };

  private readonly wheel = (event: WheelEvent): void => {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) return this.deeds.zoom(Math.exp(-event.deltaY / 240), this.pointOf(event).x);
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (sideways) this.deeds.scroll(event.deltaX || event.deltaY, 0);
    else this.deeds.scroll(event.altKey ? 0 : event.deltaY, event.altKey ? event.deltaY : 0);
  };

  private lift(): void {
    if (this.doing !== 'deciding' || this.from.hit.kind !== 'clip') return;
    this.doing = 'carrying';
    navigator.vibrate?.(12);
    this.deeds.carry(this.from.hit.clip, this.from.hit.row, 0, this.from.y, false);
  }

  private beginPinch(): void {
    clearTimeout(this.rest);
    this.letGo();
    this.doing = 'pinching';
    this.apart = this.spread().apart;
  }

  private pinch(): void {
    const { apart, middle } = this.spread();
    if (apart > 8 && this.apart > 8) this.deeds.zoom(apart / this.apart, middle);
    this.apart = apart;
  }

  private spread(): { apart: number; middle: number } {
    const [a, b] = [...this.fingers.values()];
    if (!a || !b) return { apart: 0, middle: 0 };
    return { apart: Math.hypot(a.x - b.x, a.y - b.y), middle: (a.x + b.x) / 2 };
  }

  /** The film goes on by itself, slower and slower. */
  private glideOn(): void {
    let before = performance.now();
    const step = (now: number) => {
      const ms = now - before;
      before = now;
      this.deeds.scroll(this.speed * ms, 0);
      this.speed *= Math.exp(-ms / 260);
      if (Math.abs(this.speed) > 0.02) this.glide = requestAnimationFrame(step);
    };
    this.glide = requestAnimationFrame(step);
  }

  private pointOf(event: MouseEvent): { x: number; y: number } {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
}
