/** One after the other, each in a picture of the screen of its own; what is no longer wanted is left out. */
export class Queue {
  private readonly waiting = new Map<object, () => void>();
  private turn = 0;

  /** `act` takes the place of what `key` waited for. */
  add(key: object, act: () => void): void {
    this.waiting.set(key, act);
    this.turn ||= requestAnimationFrame(this.next);
  }

  drop(key: object): void {
    this.waiting.delete(key);
  }

  end(): void {
    cancelAnimationFrame(this.turn);
    this.waiting.clear();
  }

  private readonly next = (): void => {
    this.turn = 0;
    for (const [key, act] of this.waiting) {
      this.waiting.delete(key);
      act();
      break;
    }
    if (this.waiting.size) this.turn = requestAnimationFrame(this.next);
  };
}
