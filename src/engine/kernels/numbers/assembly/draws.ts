import { constants, log } from './math';
import { philox, word0, word1, word2, word3 } from './philox';

/** Returns two draws in [0, 1), as `toUnit` in `core/random.ts`. `high` and `low` have a word per lane. */
@inline
function units(k: usize, high: v128, low: v128): v128 {
  // The shifted words are below 2^31, so their signed conversion, which is faster, gives the same.
  const upper = f64x2.convert_low_i32x4_s(i32x4.shr_u(high, 5));
  const lower = f64x2.convert_low_i32x4_s(i32x4.shr_u(low, 6));
  const sum = f64x2.add(f64x2.mul(upper, v128.load_splat<f64>(k, 272)), lower); // upper 2^26 + lower
  return f64x2.mul(sum, v128.load_splat<f64>(k, 264)); // 2^-53
}

/** Moves lanes 2 and 3 to lanes 0 and 1. */
@inline
function upperLanes(v: v128): v128 {
  return v128.shuffle<i32>(v, v, 2, 3, 2, 3);
}

/** Writes `count` uniform draws. The draw at position i has the index `index` + i. */
export function uniforms(to: usize, count: u32, index: u32, step: u32, place: u32, seed: u32, purpose: u32): void {
  const k = constants;
  for (let i: u32 = 0; i < count; i += 4) {
    philox(i32x4.add(i32x4.splat(index + i), i32x4(0, 1, 2, 3)), step, place, seed, purpose);
    v128.store(to + 8 * i, units(k, word0, word1));
    v128.store(to + 8 * i, units(k, upperLanes(word0), upperLanes(word1)), 16);
  }
}

/** Lanes of -1 for the pairs that the last call of `polar` accepted. */
let accepted = i32x4.splat(0);

/** Returns two normal draws by the polar method from pairs (u, v), whose words are in lanes 0 and 1. */
@inline
function polar(k: usize, uHigh: v128, uLow: v128, vHigh: v128, vLow: v128): v128 {
  const one = v128.load_splat<f64>(k, 32);
  const two = v128.load_splat<f64>(k, 40);
  const u = f64x2.sub(f64x2.mul(two, units(k, uHigh, uLow)), one);
  const v = f64x2.sub(f64x2.mul(two, units(k, vHigh, vLow)), one);
  const s = f64x2.add(f64x2.mul(u, u), f64x2.mul(v, v));
  accepted = v128.and(f64x2.gt(s, f64x2.splat(0)), f64x2.lt(s, one));
  return f64x2.mul(u, f64x2.sqrt(f64x2.div(f64x2.mul(v128.load_splat<f64>(k, 280), log(k, s)), s)));
}

/**
 * Writes a draw to its position, and the position to `open`. Returns where the next position is written: after
 * this one if the draw was rejected and the position is before `wanted`. Further positions are padding.
 */
@inline
function put(to: usize, position: u32, draw: f64, isRejected: bool, open: usize, wanted: u32): usize {
  store<f64>(to + 8 * position, draw);
  store<u32>(open, position);
  return open + 4 * usize(u32(isRejected) & u32(position < wanted));
}

/**
 * Number of attempts whose words are computed before their draws. In a loop of both, the processor would see
 * too few independent operations at a time.
 */
const BLOCK: u32 = 256;
/** The four words of each attempt of a block, in vectors of four attempts. */
const words: usize = memory.data(4096, 16);

/** Computes the words of the positions from address `at` to `end` - 1. */
function fillWords(at: usize, end: usize, index: u32, step: u32, place: u32, seed: u32, purpose: u32): void {
  for (let to = words; at < end; at += 16, to += 64) {
    philox(i32x4.add(i32x4.splat(index), v128.load(at)), step, place, seed, purpose);
    v128.store(to, word0);
    v128.store(to, word1, 16);
    v128.store(to, word2, 32);
    v128.store(to, word3, 48);
  }
}

/**
 * Writes the draws of the positions from address `at` to `end` - 1, and the rejected positions to `open`. Returns
 * the end of the rejected positions.
 */
function drawBlock(to: usize, at: usize, end: usize, open: usize, wanted: u32): usize {
  const k = constants;
  for (let from = words; at < end; at += 16, from += 64) {
    const first = v128.load(from);
    const second = v128.load(from, 16);
    const third = v128.load(from, 32);
    const fourth = v128.load(from, 48);
    const positions = v128.load(at);
    const low = polar(k, first, second, third, fourth);
    const lowMask = i64x2.bitmask(accepted);
    const high = polar(k, upperLanes(first), upperLanes(second), upperLanes(third), upperLanes(fourth));
    const highMask = i64x2.bitmask(accepted);
    open = put(to, i32x4.extract_lane(positions, 0), f64x2.extract_lane(low, 0), (lowMask & 1) == 0, open, wanted);
    open = put(to, i32x4.extract_lane(positions, 1), f64x2.extract_lane(low, 1), (lowMask & 2) == 0, open, wanted);
    open = put(to, i32x4.extract_lane(positions, 2), f64x2.extract_lane(high, 0), (highMask & 1) == 0, open, wanted);
    open = put(to, i32x4.extract_lane(positions, 3), f64x2.extract_lane(high, 1), (highMask & 2) == 0, open, wanted);
  }
  return open;
}

/**
 * Writes `count` standard normal draws by Marsaglia's polar method. The draw at position i has the index
 * `index` + i. Rejected draws are repeated with the next attempt, which is part of the counter's word `place`.
 * `to` has memory for `count` + 4 draws, `list` for as many positions of 32 bits.
 */
export function normals(
  to: usize,
  list: usize,
  count: u32,
  index: u32,
  step: u32,
  place: u32,
  seed: u32,
  purpose: u32,
): void {
  for (let i: u32 = 0; i < count + 4; i++) store<u32>(list + 4 * i, i);
  for (let length = count; length > 0; place++) {
    let open = list; // end of the positions whose draws were rejected
    for (let i: u32 = 0; i < length; i += BLOCK) {
      const end = list + 4 * min(length, i + BLOCK);
      fillWords(list + 4 * i, end, index, step, place, seed, purpose);
      open = drawBlock(to, list + 4 * i, end, open, count);
    }
    v128.store(open, i32x4.splat(count)); // padding of the last vector
    length = u32((open - list) / 4);
  }
}
