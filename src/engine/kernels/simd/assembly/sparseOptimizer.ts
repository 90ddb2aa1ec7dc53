import { bounded, countOutside, descend, descendScaled, outside, square } from './update';
import { at, next, put, splat } from './vector';

// Optimizers that change nothing where the gradient is zero. (The epsilons of Adagrad keep its denominator
// above 0.) With a large vocabulary, most of the gradient is zero, so only the nonzero ranges are processed.

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

export function sgd(w: usize, g: usize, rate: f32, limit: f32, length: usize): i32 {
  let clipped = 0;
  for (let from = rangeStart(g, 0, length); from < length; ) {
    const end = rangeEnd(g, from, length);
    clipped += sgdRange(w, g, rate, limit, from, end);
    from = rangeStart(g, end, length);
  }
  return clipped;
}

function sgdRange(w: usize, g: usize, rate: f32, limit: f32, from: usize, end: usize): i32 {
  const zero = splat(0);
  const r = splat(rate);
  const limits = splat(limit);
  let counts0 = zero;
  let counts1 = zero;
  let raw0 = zero;
  let raw1 = zero;
  for (let i = from; i < end; i += 8) {
    raw0 = at(g, i);
    raw1 = next(g, i);
    counts0 = countOutside(counts0, raw0, limits);
    counts1 = countOutside(counts1, raw1, limits);
    const w0 = descend(at(w, i), bounded(raw0, limits), r);
    const w1 = descend(next(w, i), bounded(raw1, limits), r);
    put(w, i, end, w0, w1);
    put(g, i, end, zero, zero);
  }
  return outside(counts0, counts1, raw0, raw1, limit, end - from);
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
    clipped += adagradRange(w, g, m, rate, inside, outer, limit, from, end);
    from = rangeStart(g, end, length);
  }
  return clipped;
}

function adagradRange(
  w: usize,
  g: usize,
  m: usize,
  rate: f32,
  inside: f32,
  outer: f32,
  limit: f32,
  from: usize,
  end: usize,
): i32 {
  const zero = splat(0);
  const r = splat(rate);
  const epsilonInside = splat(inside);
  const epsilonOutside = splat(outer);
  const limits = splat(limit);
  let counts0 = zero;
  let counts1 = zero;
  let raw0 = zero;
  let raw1 = zero;
  for (let i = from; i < end; i += 8) {
    raw0 = at(g, i);
    raw1 = next(g, i);
    counts0 = countOutside(counts0, raw0, limits);
    counts1 = countOutside(counts1, raw1, limits);
    const g0 = bounded(raw0, limits);
    const g1 = bounded(raw1, limits);
    const m0 = f32x4.add(at(m, i), square(g0));
    const m1 = f32x4.add(next(m, i), square(g1));
    const root0 = f32x4.add(f32x4.sqrt(f32x4.add(m0, epsilonInside)), epsilonOutside);
    const root1 = f32x4.add(f32x4.sqrt(f32x4.add(m1, epsilonInside)), epsilonOutside);
    const w0 = descendScaled(at(w, i), g0, root0, r);
    const w1 = descendScaled(next(w, i), g1, root1, r);
    put(w, i, end, w0, w1);
    put(m, i, end, m0, m1);
    put(g, i, end, zero, zero);
  }
  return outside(counts0, counts1, raw0, raw1, limit, end - from);
}
