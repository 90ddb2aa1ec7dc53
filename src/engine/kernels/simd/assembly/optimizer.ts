import { average, bounded, countOutside, descend, descendScaled, outside, square } from './update';
import { at, next, put, splat } from './vector';

// Optimizers whose state decays even where the gradient is zero, so that every element must be updated.
// `updateKernels.ts` has the formulas.

export function momentum(
  w: usize,
  g: usize,
  v: usize,
  rate: f32,
  mu: f32,
  ahead: bool,
  limit: f32,
  length: usize,
): i32 {
  const zero = splat(0);
  const r = splat(rate);
  const limits = splat(limit);
  const m = splat(mu);
  let counts0 = zero;
  let counts1 = zero;
  let raw0 = zero;
  let raw1 = zero;
  for (let i: usize = 0; i < length; i += 8) {
    raw0 = at(g, i);
    raw1 = next(g, i);
    counts0 = countOutside(counts0, raw0, limits);
    counts1 = countOutside(counts1, raw1, limits);
    const g0 = bounded(raw0, limits);
    const g1 = bounded(raw1, limits);
    const v0 = f32x4.add(f32x4.mul(m, at(v, i)), g0);
    const v1 = f32x4.add(f32x4.mul(m, next(v, i)), g1);
    const step0 = ahead ? f32x4.add(g0, f32x4.mul(m, v0)) : v0;
    const step1 = ahead ? f32x4.add(g1, f32x4.mul(m, v1)) : v1;
    const w0 = descend(at(w, i), step0, r);
    const w1 = descend(next(w, i), step1, r);
    put(w, i, length, w0, w1);
    put(v, i, length, v0, v1);
    put(g, i, length, zero, zero);
  }
  return outside(counts0, counts1, raw0, raw1, limit, length);
}

export function rmsprop(
  w: usize,
  g: usize,
  s: usize,
  rate: f32,
  decay: f32,
  epsilon: f32,
  limit: f32,
  length: usize,
): i32 {
  const zero = splat(0);
  const r = splat(rate);
  const limits = splat(limit);
  const d = splat(decay);
  const e = splat(epsilon);
  let counts0 = zero;
  let counts1 = zero;
  let raw0 = zero;
  let raw1 = zero;
  for (let i: usize = 0; i < length; i += 8) {
    raw0 = at(g, i);
    raw1 = next(g, i);
    counts0 = countOutside(counts0, raw0, limits);
    counts1 = countOutside(counts1, raw1, limits);
    const g0 = bounded(raw0, limits);
    const g1 = bounded(raw1, limits);
    const s0 = average(at(s, i), square(g0), d);
    const s1 = average(next(s, i), square(g1), d);
    const w0 = descendScaled(at(w, i), g0, f32x4.add(f32x4.sqrt(s0), e), r);
    const w1 = descendScaled(next(w, i), g1, f32x4.add(f32x4.sqrt(s1), e), r);
    put(w, i, length, w0, w1);
    put(s, i, length, s0, s1);
    put(g, i, length, zero, zero);
  }
  return outside(counts0, counts1, raw0, raw1, limit, length);
}

/** Returns sqrt(u + e) / sqrt(s + e) in four lanes: the factor of Adadelta for the gradient. */
@inline
function rootRatio(u: v128, s: v128, e: v128): v128 {
  return f32x4.div(f32x4.sqrt(f32x4.add(u, e)), f32x4.sqrt(f32x4.add(s, e)));
}

export function adadelta(
  w: usize,
  g: usize,
  s: usize,
  u: usize,
  rate: f32,
  decay: f32,
  epsilon: f32,
  limit: f32,
  length: usize,
): i32 {
  const zero = splat(0);
  const r = splat(rate);
  const limits = splat(limit);
  const d = splat(decay);
  const e = splat(epsilon);
  let counts0 = zero;
  let counts1 = zero;
  let raw0 = zero;
  let raw1 = zero;
  for (let i: usize = 0; i < length; i += 8) {
    raw0 = at(g, i);
    raw1 = next(g, i);
    counts0 = countOutside(counts0, raw0, limits);
    counts1 = countOutside(counts1, raw1, limits);
    const g0 = bounded(raw0, limits);
    const g1 = bounded(raw1, limits);
    const s0 = average(at(s, i), square(g0), d);
    const s1 = average(next(s, i), square(g1), d);
    const step0 = f32x4.mul(g0, rootRatio(at(u, i), s0, e));
    const step1 = f32x4.mul(g1, rootRatio(next(u, i), s1, e));
    const u0 = average(at(u, i), square(step0), d);
    const u1 = average(next(u, i), square(step1), d);
    const w0 = descend(at(w, i), step0, r);
    const w1 = descend(next(w, i), step1, r);
    put(w, i, length, w0, w1);
    put(u, i, length, u0, u1);
    put(s, i, length, s0, s1);
    put(g, i, length, zero, zero);
  }
  return outside(counts0, counts1, raw0, raw1, limit, length);
}

export function adam(
  w: usize,
  g: usize,
  m: usize,
  s: usize,
  rate: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  correction: f32,
  limit: f32,
  length: usize,
): i32 {
  const zero = splat(0);
  const r = splat(rate);
  const limits = splat(limit);
  const b1 = splat(beta1);
  const b2 = splat(beta2);
  const e = splat(epsilon);
  const c = splat(correction);
  let counts0 = zero;
  let counts1 = zero;
  let raw0 = zero;
  let raw1 = zero;
  for (let i: usize = 0; i < length; i += 8) {
    raw0 = at(g, i);
    raw1 = next(g, i);
    counts0 = countOutside(counts0, raw0, limits);
    counts1 = countOutside(counts1, raw1, limits);
    const g0 = bounded(raw0, limits);
    const g1 = bounded(raw1, limits);
    const m0 = average(at(m, i), g0, b1);
    const m1 = average(next(m, i), g1, b1);
    const s0 = average(at(s, i), square(g0), b2);
    const s1 = average(next(s, i), square(g1), b2);
    const w0 = descendScaled(at(w, i), m0, f32x4.add(f32x4.div(f32x4.sqrt(s0), c), e), r);
    const w1 = descendScaled(next(w, i), m1, f32x4.add(f32x4.div(f32x4.sqrt(s1), c), e), r);
    put(w, i, length, w0, w1);
    put(m, i, length, m0, m1);
    put(s, i, length, s0, s1);
    put(g, i, length, zero, zero);
  }
  return outside(counts0, counts1, raw0, raw1, limit, length);
}
