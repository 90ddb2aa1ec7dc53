import { constants, exp } from '../../numbers/assembly/math';
import { get, highDoubles, lowDoubles, put, REAL, singles, VECTOR } from './vector';

/** Maximum absolute value of the argument of the logistic function. Arguments are clipped to it. */
const MAX_ARGUMENT: f64 = 50;

/** y = σ(y) [n] */
export function logisticOf(y: usize, n: usize): void {
  const end = y + REAL * n;
  for (; y + VECTOR <= end; y += VECTOR) put(y, logisticOfVector(get(y, true)), true);
  for (; y < end; y += REAL) put(y, logisticOfVector(get(y, false)), false);
}

@inline
function logisticOfVector(y: v128): v128 {
  const low = logistic(clipped(lowDoubles(y)));
  return sizeof<real>() == 8 ? low : singles(low, logistic(clipped(highDoubles(y))));
}

/** Returns 1 / (1 + e^-x) for two numbers, with the operations of `logistic` in `core/math.ts`. */
@inline
function logistic(x: v128): v128 {
  const one = f64x2.splat(1);
  const e = exp(constants, f64x2.neg(f64x2.abs(x)));
  const isNegative = f64x2.lt(x, f64x2.splat(0));
  return f64x2.div(v128.bitselect(e, one, isNegative), f64x2.add(one, e));
}

@inline
function clipped(y: v128): v128 {
  return f64x2.max(f64x2.splat(-MAX_ARGUMENT), f64x2.min(f64x2.splat(MAX_ARGUMENT), y));
}

/** dy = dy y (1 - y) [n]: turns the error of y = σ(a) into that of a. */
export function throughLogistic(dy: usize, y: usize, n: usize): void {
  const end = dy + REAL * n;
  for (; dy + VECTOR <= end; dy += VECTOR, y += VECTOR) throughVector(dy, y, true);
  for (; dy < end; dy += REAL, y += REAL) throughVector(dy, y, false);
}

@inline
function throughVector(dy: usize, y: usize, isWhole: bool): void {
  const values = get(y, isWhole);
  const complement = v128.sub<real>(v128.splat<real>(1), values);
  put(dy, v128.mul<real>(v128.mul<real>(get(dy, isWhole), values), complement), isWhole);
}

/** y = softmax(y) [n]. The sum is in double precision and in the order of the elements. */
export function softmaxOf(y: usize, n: usize): void {
  const end = y + REAL * n;
  const largest = v128.splat<real>(maximum(y, end));
  let at = y;
  for (; at + VECTOR <= end; at += VECTOR) put(at, expOfVector(v128.sub<real>(get(at, true), largest)), true);
  for (; at < end; at += REAL) put(at, expOfVector(v128.sub<real>(get(at, false), largest)), false);
  let sum: f64 = 0;
  for (at = y; at < end; at += REAL) sum += <f64>load<real>(at);
  const sums = f64x2.splat(sum);
  for (at = y; at + VECTOR <= end; at += VECTOR) put(at, quotient(get(at, true), sums), true);
  for (; at < end; at += REAL) put(at, quotient(get(at, false), sums), false);
}

/** Returns the largest number of a range. If some are not numbers, the softmax is none anyway. */
function maximum(at: usize, end: usize): real {
  let largest = v128.splat<real>(-Infinity);
  for (; at + VECTOR <= end; at += VECTOR) largest = v128.pmax<real>(largest, get(at, true));
  let result = max(v128.extract_lane<real>(largest, 0), v128.extract_lane<real>(largest, 1));
  if (sizeof<real>() == 4) {
    result = max(result, v128.extract_lane<real>(largest, 2));
    result = max(result, v128.extract_lane<real>(largest, 3));
  }
  for (; at < end; at += REAL) result = max(result, load<real>(at));
  return result;
}

@inline
function expOfVector(x: v128): v128 {
  const low = exp(constants, lowDoubles(x));
  return sizeof<real>() == 8 ? low : singles(low, exp(constants, highDoubles(x)));
}

@inline
function quotient(y: v128, divisor: v128): v128 {
  const low = f64x2.div(lowDoubles(y), divisor);
  return sizeof<real>() == 8 ? low : singles(low, f64x2.div(highDoubles(y), divisor));
}
