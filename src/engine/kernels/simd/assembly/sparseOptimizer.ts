import { descend, descendScaled } from './update';
import { at, next, put, splat } from './vector';

// The optimizers that change nothing where the gradient is zero (the epsilons keep Adagrad's root from being so).

/** Elements that are looked at together. */
const SPAN: usize = 64;

/** Whether g is zero from i to `end`: where the input is a row of a large vocabulary, most of it is. */
@inline
function isZero(g: usize, i: usize, end: usize): bool {
  return i + 4 <= end && !v128.any_true(at(g, i)) && isZeroFrom(g, i, end);
}

function isZeroFrom(g: usize, i: usize, end: usize): bool {
  let bits = i32x4.splat(0);
  for (; i + 4 <= end; i += 4) bits = v128.or(bits, at(g, i));
  return i == end && !v128.any_true(bits);
}

/** s + g² */
@inline
function addSquare(s: v128, g: v128): v128 {
  return f32x4.add(s, f32x4.mul(g, g));
}

export function sgd(w: usize, g: usize, rate: f32, length: usize): void {
  const r = splat(rate);
  for (let from: usize = 0; from < length; from += SPAN) {
    const end = min(from + SPAN, length);
    if (isZero(g, from, end)) continue;
    for (let i = from; i < end; i += 8) {
      put(w, i, end, descend(at(w, i), at(g, i), r), descend(next(w, i), next(g, i), r));
    }
  }
}

export function adagrad(
  w: usize,
  g: usize,
  m: usize,
  rate: f32,
  inside: f32,
  outside: f32,
  length: usize,
): void {
  for (let from: usize = 0; from < length; from += SPAN) {
    const end = min(from + SPAN, length);
    if (!isZero(g, from, end)) adagradSpan(w, g, m, splat(rate), splat(inside), splat(outside), from, end);
  }
}

@inline
function adagradSpan(
  w: usize,
  g: usize,
  m: usize,
  rate: v128,
  inside: v128,
  outside: v128,
  from: usize,
  end: usize,
): void {
  for (let i = from; i < end; i += 8) {
    const g0 = at(g, i);
    const g1 = next(g, i);
    const m0 = addSquare(at(m, i), g0);
    const m1 = addSquare(next(m, i), g1);
    const root0 = f32x4.add(f32x4.sqrt(f32x4.add(m0, inside)), outside);
    const root1 = f32x4.add(f32x4.sqrt(f32x4.add(m1, inside)), outside);
    const w0 = descendScaled(at(w, i), g0, root0, rate);
    const w1 = descendScaled(next(w, i), g1, root1, rate);
    put(w, i, end, w0, w1);
    put(m, i, end, m0, m1);
  }
}
