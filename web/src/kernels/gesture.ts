/** Fingers into intentions: tap, double tap, hold. Swipes belong to the browser's own scrolling.
 *
 *     down --up--> (waits DOUBLE_MS) --> tap
 *               \--down near, up--> double     and every further tap of the burst is a double too
 *     down ---- HOLD_MS ----> hold
 *     down --moved--> nothing
 */

export type Point = { x: number; y: number; at: number };
export type Intention = { kind: 'tap' | 'double' | 'hold'; x: number; y: number };

export class Gestures {
  private pressed: Point | null = null;
  private lastTap: Point | null = null;
  private burst = false;

  down(point: Point): void {
    this.pressed = point;
  }

  /** A finger that travels is scrolling. */
  move(point: Point): void {
    if (this.pressed && distance(this.pressed, point) > STILL_PX) this.cancel();
  }

  cancel(): void {
    this.pressed = null;
  }

  up(point: Point): Intention | null {
    const from = this.pressed;
    this.pressed = null;
    if (!from || distance(from, point) > STILL_PX || point.at - from.at >= HOLD_MS) return null;
    const before = this.lastTap;
    this.lastTap = point;
    if (before && point.at - before.at <= DOUBLE_MS && distance(before, point) <= NEAR_PX) {
      this.burst = true;
      return { kind: 'double', x: point.x, y: point.y };
    }
    this.burst = false;
    return null;
  }

  /** What became certain by the mere passing of time; ask at `nextAt`. */
  wait(at: number): Intention | null {
    if (this.pressed && at - this.pressed.at >= HOLD_MS) {
      const { x, y } = this.pressed;
      this.pressed = null;
      return { kind: 'hold', x, y };
    }
    if (this.lastTap && !this.pressed && at - this.lastTap.at > DOUBLE_MS) {
      const { x, y } = this.lastTap;
      this.lastTap = null;
      if (this.burst) return null;
      return { kind: 'tap', x, y };
    }
    return null;
  }

  /** When time alone will decide something next, or null. */
  get nextAt(): number | null {
    if (this.pressed) return this.pressed.at + HOLD_MS;
    return this.lastTap ? this.lastTap.at + DOUBLE_MS + 1 : null;
  }
}

export const DOUBLE_MS = 260;
export const HOLD_MS = 500;
const STILL_PX = 12;
const NEAR_PX = 60;

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** A wheel or a trackpad into single steps: one per turn, and the long tail of a flick is not a second one. */
export class WheelSteps {
  private sum = 0;
  private lastAt = -Infinity;
  private steppedAt = -Infinity;
  private lastSize = 0;

  /** +1, -1 or 0 for a wheel event that scrolled by `delta` pixels at `at` milliseconds. */
  turn(delta: number, at: number): -1 | 0 | 1 {
    const size = Math.abs(delta);
    const fresh = at - this.lastAt > REST_MS || Math.sign(delta) !== Math.sign(this.sum);
    const louder = size > this.lastSize * 1.6 && size > 30; // a new flick while the old one still rolls
    this.lastAt = at;
    this.lastSize = size;
    this.sum = fresh ? delta : this.sum + delta;
    const free = at - this.steppedAt > (fresh || louder ? STEP_MS : TAIL_MS);
    if (!free || Math.abs(this.sum) < ENOUGH_PX) return 0;
    this.steppedAt = at;
    const step = this.sum > 0 ? 1 : -1;
    this.sum = 0;
    return step;
  }
}

const REST_MS = 120;
const STEP_MS = 320;
const TAIL_MS = 900;
const ENOUGH_PX = 24;
