import { constants, logistic, tanh } from './math';
import { at, madd, next, put, splat } from './vector';

// Kernels that compute one step of the gated cells, eight units at a time in two vectors. `gateKernels.ts`
// has the formulas.

@inline
function mul(a: v128, b: v128): v128 {
  return f32x4.mul(a, b);
}

@inline
function add(a: v128, b: v128): v128 {
  return f32x4.add(a, b);
}

@inline
function oneMinus(a: v128): v128 {
  return f32x4.sub(splat(1), a);
}

/** Returns y (1 - y) in four lanes: the derivative of the logistic function, given its output y. */
@inline
function logisticSlope(y: v128): v128 {
  return mul(y, oneMinus(y));
}

/** Returns 1 - y² in four lanes: the derivative of tanh, given its output y. */
@inline
function tanhSlope(y: v128): v128 {
  return oneMinus(mul(y, y));
}

export function lstm(h: usize, c: usize, tanhC: usize, a: usize, cPrevious: usize, B: usize, H: usize): void {
  const k = constants;
  const size = 4 * H;
  for (let b: usize = 0; b < B; b++) {
    const ai = a + 4 * size * b;
    const af = ai + size;
    const ag = af + size;
    const ao = ag + size;
    const row = size * b;
    for (let j: usize = 0; j < H; j += 8) {
      const i0 = logistic(k, at(ai, j));
      const i1 = logistic(k, next(ai, j));
      const f0 = logistic(k, at(af, j));
      const f1 = logistic(k, next(af, j));
      const g0 = tanh(k, at(ag, j));
      const g1 = tanh(k, next(ag, j));
      const o0 = logistic(k, at(ao, j));
      const o1 = logistic(k, next(ao, j));
      const c0 = madd(f0, at(cPrevious + row, j), mul(i0, g0));
      const c1 = madd(f1, next(cPrevious + row, j), mul(i1, g1));
      const t0 = tanh(k, c0);
      const t1 = tanh(k, c1);
      put(ai, j, H, i0, i1);
      put(af, j, H, f0, f1);
      put(ag, j, H, g0, g1);
      put(ao, j, H, o0, o1);
      put(c + row, j, H, c0, c1);
      put(tanhC + row, j, H, t0, t1);
      put(h + row, j, H, mul(o0, t0), mul(o1, t1));
    }
  }
}

export function lstmBackward(
  da: usize,
  dcPrevious: usize,
  dh: usize,
  dc: usize,
  a: usize,
  tanhC: usize,
  cPrevious: usize,
  B: usize,
  H: usize,
): void {
  const size = 4 * H;
  for (let b: usize = 0; b < B; b++) {
    const ai = a + 4 * size * b;
    const af = ai + size;
    const ag = af + size;
    const ao = ag + size;
    const di = da + 4 * size * b;
    const df = di + size;
    const dg = df + size;
    const out = dg + size;
    const row = size * b;
    for (let j: usize = 0; j < H; j += 8) {
      const i0 = at(ai, j);
      const i1 = next(ai, j);
      const f0 = at(af, j);
      const f1 = next(af, j);
      const g0 = at(ag, j);
      const g1 = next(ag, j);
      const o0 = at(ao, j);
      const o1 = next(ao, j);
      const t0 = at(tanhC + row, j);
      const t1 = next(tanhC + row, j);
      const dh0 = at(dh + row, j);
      const dh1 = next(dh + row, j);
      const dc0 = madd(mul(dh0, o0), tanhSlope(t0), at(dc + row, j));
      const dc1 = madd(mul(dh1, o1), tanhSlope(t1), next(dc + row, j));
      const df0 = mul(mul(dc0, at(cPrevious + row, j)), logisticSlope(f0));
      const df1 = mul(mul(dc1, next(cPrevious + row, j)), logisticSlope(f1));
      put(di, j, H, mul(mul(dc0, g0), logisticSlope(i0)), mul(mul(dc1, g1), logisticSlope(i1)));
      put(df, j, H, df0, df1);
      put(dg, j, H, mul(mul(dc0, i0), tanhSlope(g0)), mul(mul(dc1, i1), tanhSlope(g1)));
      put(out, j, H, mul(mul(dh0, t0), logisticSlope(o0)), mul(mul(dh1, t1), logisticSlope(o1)));
      put(dcPrevious + row, j, H, mul(dc0, f0), mul(dc1, f1));
    }
  }
}

export function gru(h: usize, a: usize, u: usize, hPrevious: usize, B: usize, H: usize): void {
  const k = constants;
  const size = 4 * H;
  for (let b: usize = 0; b < B; b++) {
    const ar = a + 3 * size * b;
    const az = ar + size;
    const an = az + size;
    const ur = u + 3 * size * b;
    const uz = ur + size;
    const un = uz + size;
    const row = size * b;
    for (let j: usize = 0; j < H; j += 8) {
      const r0 = logistic(k, add(at(ar, j), at(ur, j)));
      const r1 = logistic(k, add(next(ar, j), next(ur, j)));
      const z0 = logistic(k, add(at(az, j), at(uz, j)));
      const z1 = logistic(k, add(next(az, j), next(uz, j)));
      const n0 = tanh(k, madd(r0, at(un, j), at(an, j)));
      const n1 = tanh(k, madd(r1, next(un, j), next(an, j)));
      const h0 = madd(oneMinus(z0), n0, mul(z0, at(hPrevious + row, j)));
      const h1 = madd(oneMinus(z1), n1, mul(z1, next(hPrevious + row, j)));
      put(ar, j, H, r0, r1);
      put(az, j, H, z0, z1);
      put(an, j, H, n0, n1);
      put(h + row, j, H, h0, h1);
    }
  }
}

export function gruBackward(
  da: usize,
  du: usize,
  dhPrevious: usize,
  dh: usize,
  a: usize,
  u: usize,
  hPrevious: usize,
  B: usize,
  H: usize,
): void {
  const size = 4 * H;
  for (let b: usize = 0; b < B; b++) {
    const ar = a + 3 * size * b;
    const az = ar + size;
    const an = az + size;
    const dr = da + 3 * size * b;
    const un = u + 3 * size * b + 2 * size;
    const dur = du + 3 * size * b;
    const row = size * b;
    for (let j: usize = 0; j < H; j += 8) {
      const r0 = at(ar, j);
      const r1 = next(ar, j);
      const z0 = at(az, j);
      const z1 = next(az, j);
      const n0 = at(an, j);
      const n1 = next(an, j);
      const dh0 = at(dh + row, j);
      const dh1 = next(dh + row, j);
      const dn0 = mul(mul(dh0, oneMinus(z0)), tanhSlope(n0));
      const dn1 = mul(mul(dh1, oneMinus(z1)), tanhSlope(n1));
      const dz0 = mul(mul(dh0, f32x4.sub(at(hPrevious + row, j), n0)), logisticSlope(z0));
      const dz1 = mul(mul(dh1, f32x4.sub(next(hPrevious + row, j), n1)), logisticSlope(z1));
      const dr0 = mul(mul(dn0, at(un, j)), logisticSlope(r0));
      const dr1 = mul(mul(dn1, next(un, j)), logisticSlope(r1));
      const before0 = madd(dh0, z0, at(dhPrevious + row, j));
      const before1 = madd(dh1, z1, next(dhPrevious + row, j));
      put(dr, j, H, dr0, dr1);
      put(dr + size, j, H, dz0, dz1);
      put(dr + 2 * size, j, H, dn0, dn1);
      put(dur, j, H, dr0, dr1);
      put(dur + size, j, H, dz0, dz1);
      put(dur + 2 * size, j, H, mul(dn0, r0), mul(dn1, r1));
      put(dhPrevious + row, j, H, before0, before1);
    }
  }
}
