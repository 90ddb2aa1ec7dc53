import { at, next, put } from './vector';

/** The multipliers (M0, M1) and key increments (W0, W1) of Philox-4x32. */
const M0: u64 = 0xd2511f53;
const M1: u64 = 0xcd9e8d57;
const W0: u32 = 0x9e3779b9;
const W1: u32 = 0xbb67ae85;
/** The purpose `dropout` of a random draw: its number in `core/random.ts`. */
const PURPOSE: u32 = 4;

export function multiply(y: usize, x: usize, z: usize, length: usize): void {
  for (let i: usize = 0; i < length; i += 8) {
    put(y, i, length, f32x4.mul(at(x, i), at(z, i)), f32x4.mul(next(x, i), next(z, i)));
  }
}

/**
 * Returns the four words of the random generator Philox-4x32-10, as in `core/random.ts`. Each word decides
 * whether one element is dropped.
 */
@inline
function philox(c0: u32, c1: u32, c2: u32, seed: u32): v128 {
  let c3: u32 = 0;
  let k0 = seed;
  let k1 = PURPOSE;
  for (let round = 0; round < 10; round++) {
    const p0 = M0 * <u64>c0;
    const p1 = M1 * <u64>c2;
    c0 = <u32>(p1 >> 32) ^ c1 ^ k0;
    c2 = <u32>(p0 >> 32) ^ c3 ^ k1;
    c1 = <u32>p1;
    c3 = <u32>p0;
    k0 += W0;
    k1 += W1;
  }
  let words = i32x4.splat(<i32>c0);
  words = i32x4.replace_lane(words, 1, <i32>c1);
  words = i32x4.replace_lane(words, 2, <i32>c2);
  return i32x4.replace_lane(words, 3, <i32>c3);
}

/**
 * Fills a dropout mask. `place` is the word of the random generator's counter that contains the upper bits of
 * the step and the layer, 16 bits each.
 */
export function dropoutMask(
  mask: usize,
  threshold: u32,
  scale: f32,
  seed: u32,
  step: u32,
  place: u32,
  length: usize,
): void {
  const limit = i32x4.splat(<i32>threshold);
  const kept = f32x4.splat(scale);
  for (let i: usize = 0; i < length; i += 8) {
    const keep0 = i32x4.lt_u(philox(<u32>(i >> 2), step, place, seed), limit);
    const keep1 = i32x4.lt_u(philox(<u32>(i >> 2) + 1, step, place, seed), limit);
    put(mask, i, length, v128.and(keep0, kept), v128.and(keep1, kept));
  }
}
