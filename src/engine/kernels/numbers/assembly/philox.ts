/**
 * The multipliers (M0, M1) and key increments (W0, W1) of Philox-4x32. In memory and exported for the reasons
 * given in `math.ts`.
 */
export let increments: usize = memory.data<u32>([0xd2511f53, 0xcd9e8d57, 0x9e3779b9, 0xbb67ae85]);

/** The four random words of four counters: lane i of each vector belongs to counter i. */
export let word0 = i32x4.splat(0);
export let word1 = i32x4.splat(0);
export let word2 = i32x4.splat(0);
export let word3 = i32x4.splat(0);

/** Returns the lower halves of the four 64-bit products of two vectors of 32-bit words. */
@inline
function lowHalves(first: v128, second: v128): v128 {
  return v128.shuffle<i32>(first, second, 0, 2, 4, 6);
}

@inline
function highHalves(first: v128, second: v128): v128 {
  return v128.shuffle<i32>(first, second, 1, 3, 5, 7);
}

/**
 * Sets `word0` to `word3` to the words of Philox-4x32-10 for four counters. The counters differ in their
 * first word, `index`; `step` and `place` are the second and third word, and the fourth one is 0.
 */
@inline
export function philox(index: v128, step: u32, place: u32, seed: u32, purpose: u32): void {
  const m0 = v128.load_splat<u32>(increments);
  const m1 = v128.load_splat<u32>(increments, 4);
  const w0 = v128.load_splat<u32>(increments, 8);
  const w1 = v128.load_splat<u32>(increments, 12);
  let c0 = index;
  let c1 = i32x4.splat(step);
  let c2 = i32x4.splat(place);
  let c3 = i32x4.splat(0);
  let k0 = i32x4.splat(seed);
  let k1 = i32x4.splat(purpose);
  for (let round = 0; round < 10; round++) {
    const first0 = i64x2.extmul_low_i32x4_u(c0, m0);
    const second0 = i64x2.extmul_high_i32x4_u(c0, m0);
    const first1 = i64x2.extmul_low_i32x4_u(c2, m1);
    const second1 = i64x2.extmul_high_i32x4_u(c2, m1);
    c0 = v128.xor(v128.xor(highHalves(first1, second1), c1), k0);
    c2 = v128.xor(v128.xor(highHalves(first0, second0), c3), k1);
    c1 = lowHalves(first1, second1);
    c3 = lowHalves(first0, second0);
    k0 = i32x4.add(k0, w0);
    k1 = i32x4.add(k1, w1);
  }
  word0 = c0;
  word1 = c1;
  word2 = c2;
  word3 = c3;
}
