import { get, put, REAL, splatAt, VECTOR } from './vector';

// A pass over the rows r of W [rows, K], in their order. The elements of a vector belong to different columns.
// The compiler knows at each place what the pass does:

/** sums[k] += W[r, k] dy[r], with the row before it changes */
const SUMS: u32 = 1;
/** W[r, k] += e[r] x[k] */
const LEARNS: u32 = 2;
/** The same, but W[r, k] += e[r] x[k] - decay W[r, k] */
const DECAYS: u32 = 4;

/** sums = Wᵀ dy, for W [rows, K] */
export function sumRows(sums: usize, W: usize, dy: usize, rows: usize, K: usize): void {
  clear(sums, K);
  pass(SUMS, sums, W, dy, 0, 0, rows, K, 0);
}

/** W[r, k] += e[r] x[k] - decay W[r, k], for W [rows, K] */
export function learnRows(W: usize, e: usize, x: usize, rows: usize, K: usize, decay: real): void {
  if (decay == 0) pass(LEARNS, 0, W, 0, e, x, rows, K, decay);
  else pass(LEARNS | DECAYS, 0, W, 0, e, x, rows, K, decay);
}

/** Does the same as `sumRows`, then as `learnRows`. */
export function sumAndLearnRows(
  sums: usize,
  W: usize,
  dy: usize,
  e: usize,
  x: usize,
  rows: usize,
  K: usize,
  decay: real,
): void {
  clear(sums, K);
  if (decay == 0) pass(SUMS | LEARNS, sums, W, dy, e, x, rows, K, decay);
  else pass(SUMS | LEARNS | DECAYS, sums, W, dy, e, x, rows, K, decay);
}

/** sums = 0 [K] */
@inline
function clear(sums: usize, K: usize): void {
  for (let at = sums; at < sums + REAL * K; at += REAL) store<real>(at, 0);
}

@inline
function pass(
  does: u32,
  sums: usize,
  W: usize,
  dy: usize,
  e: usize,
  x: usize,
  rows: usize,
  K: usize,
  decay: real,
): void {
  const stride = REAL * K;
  const end = W + stride * rows;
  const four = stride * 4;
  for (; W + four <= end; W += four, dy += 4 * REAL, e += 4 * REAL) passFour(does, sums, W, dy, e, x, K, decay);
  for (; W < end; W += stride, dy += REAL, e += REAL) passOne(does, sums, W, dy, e, x, K, decay);
}

@inline
function passFour(does: u32, sums: usize, W: usize, dy: usize, e: usize, x: usize, K: usize, decay: real): void {
  const stride = REAL * K;
  const end = W + stride;
  const dy0 = factorAt(does & SUMS, dy);
  const dy1 = factorAt(does & SUMS, dy + REAL);
  const dy2 = factorAt(does & SUMS, dy + 2 * REAL);
  const dy3 = factorAt(does & SUMS, dy + 3 * REAL);
  const e0 = factorAt(does & LEARNS, e);
  const e1 = factorAt(does & LEARNS, e + REAL);
  const e2 = factorAt(does & LEARNS, e + 2 * REAL);
  const e3 = factorAt(does & LEARNS, e + 3 * REAL);
  for (; W + VECTOR <= end; W += VECTOR, x += VECTOR, sums += VECTOR) {
    let sum = valuesAt(does & SUMS, sums, true);
    const values = valuesAt(does & LEARNS, x, true);
    sum = passVector(does, sum, W, dy0, e0, values, decay, true);
    sum = passVector(does, sum, W + stride, dy1, e1, values, decay, true);
    sum = passVector(does, sum, W + 2 * stride, dy2, e2, values, decay, true);
    sum = passVector(does, sum, W + 3 * stride, dy3, e3, values, decay, true);
    if (does & SUMS) put(sums, sum, true);
  }
  for (; W < end; W += REAL, x += REAL, sums += REAL) {
    let sum = valuesAt(does & SUMS, sums, false);
    const values = valuesAt(does & LEARNS, x, false);
    sum = passVector(does, sum, W, dy0, e0, values, decay, false);
    sum = passVector(does, sum, W + stride, dy1, e1, values, decay, false);
    sum = passVector(does, sum, W + 2 * stride, dy2, e2, values, decay, false);
    sum = passVector(does, sum, W + 3 * stride, dy3, e3, values, decay, false);
    if (does & SUMS) put(sums, sum, false);
  }
}

@inline
function passOne(does: u32, sums: usize, W: usize, dy: usize, e: usize, x: usize, K: usize, decay: real): void {
  const end = W + REAL * K;
  const error = factorAt(does & SUMS, dy);
  const change = factorAt(does & LEARNS, e);
  for (; W + VECTOR <= end; W += VECTOR, x += VECTOR, sums += VECTOR) {
    const values = valuesAt(does & LEARNS, x, true);
    const sum = passVector(does, valuesAt(does & SUMS, sums, true), W, error, change, values, decay, true);
    if (does & SUMS) put(sums, sum, true);
  }
  for (; W < end; W += REAL, x += REAL, sums += REAL) {
    const values = valuesAt(does & LEARNS, x, false);
    const sum = passVector(does, valuesAt(does & SUMS, sums, false), W, error, change, values, decay, false);
    if (does & SUMS) put(sums, sum, false);
  }
}

/** Loads a factor into all elements of a vector if the pass needs it. */
@inline
function factorAt(isNeeded: u32, at: usize): v128 {
  return isNeeded ? splatAt(at) : f64x2.splat(0);
}

@inline
function valuesAt(isNeeded: u32, at: usize, isWhole: bool): v128 {
  return isNeeded ? get(at, isWhole) : f64x2.splat(0);
}

/** Returns the sums after a row. */
@inline
function passVector(
  does: u32,
  sum: v128,
  W: usize,
  dy: v128,
  e: v128,
  x: v128,
  decay: real,
  isWhole: bool,
): v128 {
  const weights = get(W, isWhole);
  if (does & LEARNS) {
    let change = v128.mul<real>(e, x);
    if (does & DECAYS) change = v128.sub<real>(change, v128.mul<real>(weights, v128.splat<real>(decay)));
    put(W, v128.add<real>(weights, change), isWhole);
  }
  return does & SUMS ? v128.add<real>(sum, v128.mul<real>(dy, weights)) : sum;
}
