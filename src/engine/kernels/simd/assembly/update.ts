import { tile } from './scratch';
import { splat } from './vector';

// Functions that the updates of several optimizers share.

/** Returns w - rate g in four lanes: one step of gradient descent. */
@inline
export function descend(w: v128, g: v128, rate: v128): v128 {
  return f32x4.sub(w, f32x4.mul(rate, g));
}

/** Returns w - rate g / root in four lanes: a step that is scaled by 1 / root. */
@inline
export function descendScaled(w: v128, g: v128, root: v128, rate: v128): v128 {
  return f32x4.sub(w, f32x4.div(f32x4.mul(rate, g), root));
}

/** Returns decay s + (1 - decay) x in four lanes: the next value of an exponential moving average s. */
@inline
export function average(s: v128, x: v128, decay: v128): v128 {
  return f32x4.add(f32x4.mul(decay, s), f32x4.mul(f32x4.sub(splat(1), decay), x));
}

@inline
export function square(g: v128): v128 {
  return f32x4.mul(g, g);
}

/**
 * Returns max(-limit, min(limit, g)) in four lanes. NaN stays NaN, because comparisons with NaN are false.
 */
@inline
export function bounded(g: v128, limit: v128): v128 {
  return f32x4.pmax(f32x4.pmin(g, limit), f32x4.neg(limit));
}

/** Returns `counts` with 1 added in each lane where |g| > limit. */
@inline
export function countOutside(counts: v128, g: v128, limit: v128): v128 {
  return i32x4.sub(counts, f32x4.lt(limit, f32x4.abs(g)));
}

/**
 * Returns the total number of clipped elements after a loop over pairs of vectors. `counts0` and `counts1`
 * contain the counts of each lane, `last0` and `last1` the last pair. Lanes beyond `length` do not count. The
 * counts of a pair are stored side by side, so that the loop can count in one 256-bit vector.
 */
export function outside(
  counts0: v128,
  counts1: v128,
  last0: v128,
  last1: v128,
  limit: f32,
  length: usize,
): i32 {
  v128.store(tile, counts0);
  v128.store(tile, counts1, 16);
  v128.store(tile, last0, 32);
  v128.store(tile, last1, 48);
  let sum = 0;
  for (let lane: usize = 0; lane < 8; lane++) sum += load<i32>(tile + 4 * lane);
  const rest = length & 7;
  if (rest == 0) return sum;
  for (let lane = rest; lane < 8; lane++) if (abs(load<f32>(tile + 32 + 4 * lane)) > limit) sum--;
  return sum;
}
