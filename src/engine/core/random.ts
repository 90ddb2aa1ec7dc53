/**
 * Stateless random numbers: every draw is a function of (seed, purpose, step, index). Results therefore do
 * not depend on the order of calls or the number of threads, and a resumed run needs no saved generator.
 *
 * The function is Philox-4x32-10 of Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2,
 * 3" (2011).
 */
import { log } from './math';

/**
 * A number for each purpose of random draws. With different numbers, the draws are independent. Numbers must
 * never be changed: the results of saved runs depend on them.
 */
const purposes = {
  initialise: 1,
  sample: 2,
  sampleNow: 3,
  dropout: 4,
  check: 5,
  noise: 6,
  design: 7,
  generate: 8,
  reset: 9,
  map: 10,
  lesion: 11,
  hmm: 12,
  lds: 13,
  updateOrder: 14,
  damage: 15,
  pattern: 16,
  characterCode: 17,
  holdOut: 18,
  shuffle: 19,
  window: 20,
} as const;
export type Purpose = keyof typeof purposes;

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;

/**
 * Computes the random function of Philox: ten rounds on a counter of four words with a key of two words.
 * Words are unsigned 32-bit integers.
 */
export function philox(
  counter: readonly [number, number, number, number],
  key: readonly [number, number],
): [number, number, number, number] {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(M0, c0);
    const low0 = Math.imul(M0, c0) >>> 0;
    const high1 = multiplyHigh(M1, c2);
    const low1 = Math.imul(M1, c2) >>> 0;
    [c0, c1, c2, c3] = [(high1 ^ c1 ^ k0) >>> 0, low1, (high0 ^ c3 ^ k1) >>> 0, low0];
    k0 = (k0 + W0) >>> 0;
    k1 = (k1 + W1) >>> 0;
  }
  return [c0, c1, c2, c3];
}

/** Returns a uniform draw in [0, 1) with 53 random bits. */
export function uniform(seed: number, purpose: Purpose, step: number, index: number): number {
  const [high, low] = randomWords(seed, purpose, step, index, 0);
  return toUnit(high, low);
}

/**
 * Returns a standard normal draw, by Marsaglia's polar method. It uses only a square root and Elman Lab's own
 * logarithm, so it is bit-identical on every machine.
 */
export function normal(seed: number, purpose: Purpose, step: number, index: number): number {
  for (let attempt = 0; ; attempt++) {
    const [a, b, c, d] = randomWords(seed, purpose, step, index, attempt);
    const u = 2 * toUnit(a, b) - 1;
    const v = 2 * toUnit(c, d) - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * log(s)) / s);
  }
}

/**
 * Returns four random 32-bit words. `attempt` (16 bits) is increased for each further draw at the same index,
 * for example after a draw was rejected.
 */
export function randomWords(seed: number, purpose: Purpose, step: number, index: number, attempt: number) {
  const [low, place] = stepWords(step);
  return philox([index >>> 0, low, (place | attempt) >>> 0, 0], keyOf(seed, purpose));
}

/**
 * Returns the second and third word of the counter. The third one combines the upper bits of the step with the
 * attempt, which is 0 here, 16 bits each. This allows 2^48 steps.
 */
export function stepWords(step: number): [number, number] {
  return [step >>> 0, (Math.floor(step / 2 ** 32) << 16) >>> 0];
}

/** Returns the key of the draws with a seed for a purpose. */
export function keyOf(seed: number, purpose: Purpose): [number, number] {
  return [seed >>> 0, purposes[purpose]];
}

/** Returns a number in [0, 1) made of the upper 27 bits of `high` and the upper 26 bits of `low`. */
function toUnit(high: number, low: number): number {
  return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
}

/** Returns the upper 32 bits of the 64-bit product of two unsigned 32-bit words. */
function multiplyHigh(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const cross = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(cross / 65536)) >>> 0;
}
