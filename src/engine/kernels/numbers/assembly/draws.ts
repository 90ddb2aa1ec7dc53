import { log } from './math';
import { philox, word0, word1, word2, word3 } from './philox';

/** Returns two draws in [0, 1), as `toUnit` in `core/random.ts`. `high` and `low` have a word per lane. */
@inline
function units(high: v128, low: v128): v128 {
  const upper = f64x2.convert_low_i32x4_u(i32x4.shr_u(high, 5));
  const lower = f64x2.convert_low_i32x4_u(i32x4.shr_u(low, 6));
  const sum = f64x2.add(f64x2.mul(upper, f64x2.splat(67108864)), lower); // upper 2^26 + lower
  return f64x2.mul(sum, f64x2.splat(1.1102230246251565e-16)); // 2^-53
}

/** Moves lanes 2 and 3 to lanes 0 and 1. */
@inline
function upperLanes(v: v128): v128 {
  return v128.shuffle<i32>(v, v, 2, 3, 2, 3);
}

/** Writes `count` uniform draws. The draw at position i has the index `index` + i. */
export function uniforms(to: usize, count: u32, index: u32, step: u32, place: u32, seed: u32, purpose: u32): void {
  for (let i: u32 = 0; i < count; i += 4) {
    philox(i32x4.add(i32x4.splat(index + i), i32x4(0, 1, 2, 3)), step, place, seed, purpose);
    v128.store(to + 8 * i, units(word0, word1));
    v128.store(to + 8 * i, units(upperLanes(word0), upperLanes(word1)), 16);
  }
}

/** Lanes of -1 for the pairs that the last call of `polar` accepted. */
let accepted = i32x4.splat(0);

/** Returns two normal draws by the polar method from pairs (u, v), whose words are in lanes 0 and 1. */
@inline
function polar(uHigh: v128, uLow: v128, vHigh: v128, vLow: v128): v128 {
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const u = f64x2.sub(f64x2.mul(two, units(uHigh, uLow)), one);
  const v = f64x2.sub(f64x2.mul(two, units(vHigh, vLow)), one);
  const s = f64x2.add(f64x2.mul(u, u), f64x2.mul(v, v));
  accepted = v128.and(f64x2.gt(s, f64x2.splat(0)), f64x2.lt(s, one));
  return f64x2.mul(u, f64x2.sqrt(f64x2.div(f64x2.mul(f64x2.splat(-2), log(s)), s)));
}

/** The draws that are being made: where they are written, their number, and the positions still to draw. */
let target: usize = 0;
let wanted: u32 = 0;
let open: usize = 0;
/** Number of positions at the start of `open` whose draws were rejected in the current attempt. */
let rejected: u32 = 0;

/** Writes a draw. A rejected one is overwritten in the next attempt. Positions from `wanted` on are padding. */
@inline
function put(position: u32, draw: f64, isRejected: bool): void {
  store<f64>(target + 8 * position, draw);
  store<u32>(open + 4 * rejected, position);
  rejected += u32(isRejected) & u32(position < wanted);
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
  target = to;
  wanted = count;
  open = list;
  for (let i: u32 = 0; i < count + 4; i++) store<u32>(list + 4 * i, i);
  for (let length = count; length > 0; length = rejected, place++) {
    rejected = 0;
    for (let i: u32 = 0; i < length; i += 4) {
      const positions = v128.load(list + 4 * i);
      philox(i32x4.add(i32x4.splat(index), positions), step, place, seed, purpose);
      const lower = polar(word0, word1, word2, word3);
      const lowerMask = i64x2.bitmask(accepted);
      const upper = polar(upperLanes(word0), upperLanes(word1), upperLanes(word2), upperLanes(word3));
      const upperMask = i64x2.bitmask(accepted);
      put(i32x4.extract_lane(positions, 0), f64x2.extract_lane(lower, 0), (lowerMask & 1) == 0);
      put(i32x4.extract_lane(positions, 1), f64x2.extract_lane(lower, 1), (lowerMask & 2) == 0);
      put(i32x4.extract_lane(positions, 2), f64x2.extract_lane(upper, 0), (upperMask & 1) == 0);
      put(i32x4.extract_lane(positions, 3), f64x2.extract_lane(upper, 1), (upperMask & 2) == 0);
    }
    v128.store(list + 4 * rejected, i32x4.splat(count)); // padding of the last vector
  }
}
