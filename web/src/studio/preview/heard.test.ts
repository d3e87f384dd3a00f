import { expect, test } from 'vitest';
import type { Montage } from '../kernels/document';
import { filled } from '../kernels/filled';
import type { Ear } from './ear';
import { gains, positionOf, voices } from './heard';
import { giveWay, limit, Mixer } from './mixer';
import { Stretcher, type Stereo } from './stretch';

const RATE = 48_000;
const film = (more: object = {}) => ({ what: 'footage', material: { origin: 'upload', id: 'a' }, ...more });

function made(clips: object[], more: object = {}): Montage {
  return filled({ canvas: { width: 360, height: 640, fps: 30 }, tracks: [{ id: 't', role: 'main', clips, ...more }] } as never);
}

/** An ear for a tone that never ends. */
function tone(hertz: number): Ear {
  const at = (i: number) => 0.5 * Math.sin((2 * Math.PI * hertz * i) / RATE);
  const take = (first: number, count: number) => {
    const side = () => Float32Array.from({ length: count }, (_, i) => at(first + i));
    return Promise.resolve([side(), side()] as const);
  };
  return { take } as unknown as Ear;
}

/** How often a second the samples go up through zero. */
function pitch(samples: Float32Array): number {
  let ups = 0;
  for (let i = 1; i < samples.length; i++) if (samples[i - 1]! < 0 && samples[i]! >= 0) ups++;
  return (ups * RATE) / samples.length;
}

test('A muted track, a frozen clip and a silent one are not heard', () => {
  expect(voices(made([{ id: 'a', length: 30, content: film() }], { muted: true }))).toEqual([]);
  expect(voices(made([{ id: 'a', length: 30, content: film({ frozen: true }) }]))).toEqual([]);
  expect(voices(made([{ id: 'a', length: 30, content: film(), sounding: { volume: 0 } }]))).toEqual([]);
  expect(voices(made([{ id: 'a', length: 30, content: film() }]))).toHaveLength(1);
});

test('Fades are straight, keys go from picture to picture, and the track has the last word', () => {
  const clip = { id: 'a', length: 30, content: film(), sounding: { volume: 2000, fade_in: 10, fade_out: 0 } };
  const [voice] = voices(made([clip], { volume: 500 }));
  const heard = gains(voice!, 0, 20 * 1600, 30);
  expect(heard[0]).toBe(0);
  expect(heard[5 * 1600]).toBeCloseTo(0.5, 5);
  expect(heard[15 * 1600]).toBeCloseTo(1, 5);
  const keys = { volume: [{ at: 0, value: 0 }, { at: 10, value: 1000 }] };
  const [rising] = voices(made([{ id: 'a', length: 30, content: film(), keys }]));
  expect(gains(rising!, 2.5 * 1600, 1, 30)[0]).toBeCloseTo(0.25, 5);
});

test('Across a join both sound, and their power together stays what it was', () => {
  const montage = made(
    [{ id: 'a', length: 30, content: film() }, { id: 'b', start: 30, length: 30, content: film({ source_in: 60 }) }],
    { joins: [{ left: 'a', kind: 'fade', length: 10 }] },
  );
  const [left, right] = voices(montage);
  expect([left?.until, right?.from]).toEqual([35 * 1600, 25 * 1600]);
  for (const n of [25, 28, 31, 34]) {
    const [a, b] = [left!, right!].map((voice) => gains(voice, n * 1600, 1, 30)[0]!);
    expect(a! * a! + b! * b!).toBeCloseTo(1, 5);
  }
});

test('A voice is where its curve of speed says, also backwards', () => {
  const [twice] = voices(made([{ id: 'a', length: 30, content: film({ source_in: 15, speed: [{ at: 0, rate: 2000 }] }) }]));
  expect(positionOf(twice!, RATE / 2, 30)).toBeCloseTo(0.5 * RATE + RATE, 3);
  const [back] = voices(made([{ id: 'a', length: 30, content: film({ backwards: true }) }]));
  expect(positionOf(back!, 0, 30)).toBeCloseTo(RATE, 3);
  expect(positionOf(back!, RATE / 4, 30)).toBeCloseTo(0.75 * RATE, 3);
});

test.each([500, 2000])('At %i thousandths of its speed the pitch stays, or moves along where that is wished', async (rate) => {
  const heard = async (keep_pitch: boolean) => {
    const mixer = new Mixer(made([{ id: 'a', length: 60, content: film({ speed: [{ at: 0, rate }], keep_pitch }) }]), () => Promise.resolve(tone(440)));
    const parts: Stereo[] = [];
    for (let i = 0; i < 5; i++) parts.push(await mixer.mix(i * 9600, 9600));
    return pitch(Float32Array.from(parts.flatMap(([left]) => [...left])));
  };
  expect(await heard(true)).toBeCloseTo(440, -1);
  expect(Math.abs((await heard(false)) - (440 * rate) / 1000)).toBeLessThan(3);
});

test('Stretched sound does not drift: a click comes where the curve of speed has it', async () => {
  const click = 30_000;
  const take = (first: number, count: number) => {
    const side = new Float32Array(count);
    for (let i = 0; i < 48; i++) if (click + i >= first && click + i < first + count) side[click + i - first] = 1 - i / 48;
    return Promise.resolve([side, side] as const);
  };
  const stretcher = new Stretcher((sample) => sample * 0.5, take);
  const [left] = await stretcher.render(0, 2 * RATE);
  const loudest = left.indexOf(Math.max(...left));
  expect(Math.abs(loudest - 2 * click)).toBeLessThan(2 * RATE * 0.02);
});

test('Sound at its own speed is passed on sample by sample, and what is too loud is turned down, never cut off', async () => {
  const clips = [{ id: 'a', length: 30, content: film({ source_in: 3 }), sounding: { volume: 1000 } }];
  const [left] = await new Mixer(made(clips), () => Promise.resolve(tone(100))).mix(0, 4800);
  const [wanted] = await tone(100).take(4800, 4800);
  expect(left).toEqual(wanted);
  const loud: Stereo = [Float32Array.from({ length: 4800 }, (_, i) => 3 * Math.sin(i / 20)), new Float32Array(4800)];
  expect(limit(loud, 1)).toBeLessThan(0.5);
  expect(Math.max(...loud[0])).toBeLessThanOrEqual(0.83);
});

test('Music gives way while a voice speaks, and comes back within a second of it', async () => {
  const track = (id: string, use: string, clips: object[]) => ({ id, role: 'sound', use, clips });
  const listening = (id: string) => ({ what: 'listening', material: { origin: 'sound', id } });
  const montage = filled({
    canvas: { width: 360, height: 640, fps: 30 }, mix: { duck: 20 },
    tracks: [
      track('m', 'music', [{ id: 'm1', length: 90, content: listening('high') }]),
      track('v', 'voice', [{ id: 'v1', start: 30, length: 15, content: listening('low') }]),
    ],
  } as never);
  const mixer = new Mixer(montage, ({ id }) => Promise.resolve(id === 'high' ? tone(3000) : tone(0)));
  const [alone] = await mixer.mix(0, RATE);
  expect(Math.max(...alone.slice(RATE / 2))).toBeCloseTo(0.5, 2);
  const loud: Stereo = [new Float32Array(2 * RATE).fill(0.4), new Float32Array(2 * RATE).fill(0.4)];
  const voice: Stereo = [new Float32Array(2 * RATE), new Float32Array(2 * RATE)];
  for (const side of voice) side.fill(0.3, 0, RATE / 4);
  giveWay(loud, voice, 0.9, { level: 0, open: 0 });
  expect(loud[0][RATE / 8]).toBeCloseTo(0.04, 2);
  expect(loud[0][Math.round(0.6 * RATE)]).toBeCloseTo(0.04, 2);
  expect(loud[0][Math.round(1.5 * RATE)]).toBeCloseTo(0.4, 2);
});
