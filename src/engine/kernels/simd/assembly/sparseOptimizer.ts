import { descend, descendScaled, square } from './update';
import { updateAll } from './updateLoop';
import { at } from './vector';

// Optimizers that change nothing where the gradient is zero. (The epsilons of Adagrad keep its denominator
// above 0.) With a large vocabulary, most of the gradient is zero, so only the nonzero ranges are processed.
// `updateAll` explains the classes.

/** Number of adjacent elements (a span) that are compared with zero together. */
const SPAN: usize = 64;

/**
 * Returns the start of the next span that is not entirely zero, at or after `from`, or `length` if there is
 * none.
 */
function rangeStart(g: usize, from: usize, length: usize): usize {
  while (from < length && isZero(g, from, min(from + SPAN, length))) from += SPAN;
  return min(from, length);
}

/**
 * Returns the end of the nonzero range that starts with the span at `from`: the start of the next zero span,
 * or `length`.
 */
function rangeEnd(g: usize, from: usize, length: usize): usize {
  do from += SPAN;
  while (from < length && !isZero(g, from, min(from + SPAN, length)));
  return min(from, length);
}

/**
 * Returns whether the elements i to `end` - 1 of g are all zero. Returns false if their number is not a
 * multiple of 4.
 */
@inline
function isZero(g: usize, i: usize, end: usize): bool {
  return i + 4 <= end && !v128.any_true(at(g, i)) && isZeroFrom(g, i, end);
}

function isZeroFrom(g: usize, i: usize, end: usize): bool {
  let bits = i32x4.splat(0);
  for (; i + 4 <= end; i += 4) bits = v128.or(bits, at(g, i));
  return i == end && !v128.any_true(bits);
}

class Sgd {
  @inline
  weight(w: v128, g: v128, _a: v128, _b: v128, _b1: v128, rate: v128, _p: v128, _e: v128, _c: v128): v128 {
    return descend(w, g, rate);
  }
}

export function sgd(w: usize, g: usize, rate: f32, limit: f32, length: usize): i32 {
  let clipped = 0;
  for (let from = rangeStart(g, 0, length); from < length; ) {
    const end = rangeEnd(g, from, length);
    clipped += updateAll<Sgd>(w, g, 0, 0, rate, 0, 0, 0, 0, limit, from, end);
    from = rangeStart(g, end, length);
  }
  return clipped;
}

/** State: the sum m of squared gradients. Constants: the epsilons inside and outside of the root. */
class Adagrad {
  @inline
  first(m: v128, g: v128, _p: v128): v128 {
    return f32x4.add(m, square(g));
  }

  @inline
  weight(w: v128, g: v128, m: v128, _b: v128, _b1: v128, rate: v128, _p: v128, e: v128, c: v128): v128 {
    return descendScaled(w, g, f32x4.add(f32x4.sqrt(f32x4.add(m, e)), c), rate);
  }
}

export function adagrad(
  w: usize,
  g: usize,
  m: usize,
  rate: f32,
  inside: f32,
  outer: f32,
  limit: f32,
  length: usize,
): i32 {
  let clipped = 0;
  for (let from = rangeStart(g, 0, length); from < length; ) {
    const end = rangeEnd(g, from, length);
    clipped += updateAll<Adagrad>(w, g, m, 0, rate, 0, 0, inside, outer, limit, from, end);
    from = rangeStart(g, end, length);
  }
  return clipped;
}
