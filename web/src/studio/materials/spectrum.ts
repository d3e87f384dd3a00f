/** The spectrum of stretches of sound of any length, two of them by one transform: one is the real part, one the other.
 *
 * A length that is no power of two is done as a convolution with a chirp (Bluestein), which may be as long as one
 * likes: n·k = (n² + k² - (k - n)²) / 2.
 */

type Complex = { readonly re: Float64Array; readonly im: Float64Array };

export class Spectrum {
  /** Of the bins from 0 Hz to half the rate. */
  readonly bins: number;
  private readonly size: number;
  private readonly chirp: Complex;
  private readonly kernel: Complex;
  private readonly work: Complex;
  private readonly turns: Complex;

  constructor(readonly length: number) {
    this.bins = (length >> 1) + 1;
    this.size = 1;
    while (this.size < 2 * length - 1) this.size *= 2;
    this.turns = circle(this.size / 2, (n) => (-2 * Math.PI * n) / this.size);
    // The square is taken modulo two lengths before it becomes an angle, which would lose its digits.
    this.chirp = circle(length, (n) => (-Math.PI * ((n * n) % (2 * length))) / length);
    this.kernel = empty(this.size);
    for (let n = 0; n < length; n++) {
      for (const at of n ? [n, this.size - n] : [0]) {
        this.kernel.re[at] = this.chirp.re[n]!;
        this.kernel.im[at] = -this.chirp.im[n]!;
      }
    }
    this.turn(this.kernel);
    this.work = empty(this.size);
  }

  /** How loud each bin of `one` and of `other` is. */
  loud(one: Float32Array, other: Float32Array, ones: Float32Array, others: Float32Array): void {
    const { length, size, chirp, kernel, work: { re, im } } = this;
    for (let n = 0; n < length; n++) {
      re[n] = one[n]! * chirp.re[n]! - other[n]! * chirp.im[n]!;
      im[n] = one[n]! * chirp.im[n]! + other[n]! * chirp.re[n]!;
    }
    re.fill(0, length);
    im.fill(0, length);
    this.turn(this.work);
    for (let k = 0; k < size; k++) {
      // Conjugated, so that the same turn leads back.
      const [a, b] = [re[k]!, im[k]!];
      re[k] = a * kernel.re[k]! - b * kernel.im[k]!;
      im[k] = -(a * kernel.im[k]! + b * kernel.re[k]!);
    }
    this.turn(this.work);
    for (let k = 0; k < length; k++) {
      const [a, b] = [re[k]! / size, -im[k]! / size];
      re[k] = a * chirp.re[k]! - b * chirp.im[k]!;
      im[k] = a * chirp.im[k]! + b * chirp.re[k]!;
    }
    for (let k = 0; k < this.bins; k++) {
      const back = k ? length - k : 0;
      const [a, b, c, d] = [re[k]!, im[k]!, re[back]!, im[back]!];
      ones[k] = Math.sqrt((a + c) * (a + c) + (b - d) * (b - d)) / 2;
      others[k] = Math.sqrt((b + d) * (b + d) + (c - a) * (c - a)) / 2;
    }
  }

  /** The discrete Fourier transform in place, by halves. */
  private turn({ re, im }: Complex): void {
    const { size, turns } = this;
    for (let i = 1, j = 0; i < size; i++) {
      let bit = size >> 1;
      for (; j & bit; bit >>= 1) j ^= bit;
      j |= bit;
      if (i < j) {
        const [a, b] = [re[i]!, im[i]!];
        re[i] = re[j]!;
        im[i] = im[j]!;
        re[j] = a;
        im[j] = b;
      }
    }
    for (let half = 1; half < size; half *= 2) {
      const step = size / (2 * half);
      for (let from = 0; from < size; from += 2 * half) {
        for (let n = 0; n < half; n++) {
          const [low, high] = [from + n, from + n + half];
          const c = turns.re[n * step]!;
          const s = turns.im[n * step]!;
          const a = re[high]! * c - im[high]! * s;
          const b = re[high]! * s + im[high]! * c;
          re[high] = re[low]! - a;
          im[high] = im[low]! - b;
          re[low] = re[low]! + a;
          im[low] = im[low]! + b;
        }
      }
    }
  }
}

const empty = (size: number): Complex => ({ re: new Float64Array(size), im: new Float64Array(size) });

function circle(count: number, angle: (n: number) => number): Complex {
  const made = empty(count);
  for (let n = 0; n < count; n++) {
    made.re[n] = Math.cos(angle(n));
    made.im[n] = Math.sin(angle(n));
  }
  return made;
}
