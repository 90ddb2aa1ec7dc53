import { logistic, tanh } from './math';
import { madd, put, splat } from './vector';

// One step of the gated cells, four units at a time; `kernels.ts` has the formulas. `at(x, j)` is x[j..j + 4).

@inline
function at(x: usize, j: usize): v128 {
  return v128.load(x + 4 * j);
}

@inline
function mul(a: v128, b: v128): v128 {
  return f32x4.mul(a, b);
}

@inline
function oneMinus(a: v128): v128 {
  return f32x4.sub(splat(1), a);
}

/** y (1 - y) */
@inline
function logisticSlope(y: v128): v128 {
  return mul(y, oneMinus(y));
}

export function lstm(h: usize, c: usize, tanhC: usize, a: usize, cPrevious: usize, B: usize, H: usize): void {
  const size = 4 * H;
  for (let b: usize = 0; b < B; b++) {
    const a0 = a + 4 * size * b;
    const row = size * b;
    for (let j: usize = 0; j < H; j += 4) {
      const i = logistic(at(a0, j));
      const f = logistic(at(a0 + size, j));
      const g = tanh(at(a0 + 2 * size, j));
      const o = logistic(at(a0 + 3 * size, j));
      const cell = madd(f, at(cPrevious + row, j), mul(i, g));
      const squashed = tanh(cell);
      put(a0, j, H, i);
      put(a0 + size, j, H, f);
      put(a0 + 2 * size, j, H, g);
      put(a0 + 3 * size, j, H, o);
      put(c + row, j, H, cell);
      put(tanhC + row, j, H, squashed);
      put(h + row, j, H, mul(o, squashed));
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
    const a0 = a + 4 * size * b;
    const d0 = da + 4 * size * b;
    const row = size * b;
    for (let j: usize = 0; j < H; j += 4) {
      const i = at(a0, j);
      const f = at(a0 + size, j);
      const g = at(a0 + 2 * size, j);
      const o = at(a0 + 3 * size, j);
      const squashed = at(tanhC + row, j);
      const dState = at(dh + row, j);
      const dCell = madd(mul(dState, o), oneMinus(mul(squashed, squashed)), at(dc + row, j));
      put(d0, j, H, mul(mul(dCell, g), logisticSlope(i)));
      put(d0 + size, j, H, mul(mul(dCell, at(cPrevious + row, j)), logisticSlope(f)));
      put(d0 + 2 * size, j, H, mul(mul(dCell, i), oneMinus(mul(g, g))));
      put(d0 + 3 * size, j, H, mul(mul(dState, squashed), logisticSlope(o)));
      put(dcPrevious + row, j, H, mul(dCell, f));
    }
  }
}

export function gru(h: usize, a: usize, u: usize, hPrevious: usize, B: usize, H: usize): void {
  const size = 4 * H;
  for (let b: usize = 0; b < B; b++) {
    const a0 = a + 3 * size * b;
    const u0 = u + 3 * size * b;
    const row = size * b;
    for (let j: usize = 0; j < H; j += 4) {
      const r = logistic(f32x4.add(at(a0, j), at(u0, j)));
      const z = logistic(f32x4.add(at(a0 + size, j), at(u0 + size, j)));
      const n = tanh(madd(r, at(u0 + 2 * size, j), at(a0 + 2 * size, j)));
      put(a0, j, H, r);
      put(a0 + size, j, H, z);
      put(a0 + 2 * size, j, H, n);
      put(h + row, j, H, madd(oneMinus(z), n, mul(z, at(hPrevious + row, j))));
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
    const a0 = a + 3 * size * b;
    const d0 = da + 3 * size * b;
    const u0 = u + 3 * size * b;
    const v0 = du + 3 * size * b;
    const row = size * b;
    for (let j: usize = 0; j < H; j += 4) {
      const r = at(a0, j);
      const z = at(a0 + size, j);
      const n = at(a0 + 2 * size, j);
      const dState = at(dh + row, j);
      const dn = mul(mul(dState, oneMinus(z)), oneMinus(mul(n, n)));
      const dz = mul(mul(dState, f32x4.sub(at(hPrevious + row, j), n)), logisticSlope(z));
      const dr = mul(mul(dn, at(u0 + 2 * size, j)), logisticSlope(r));
      put(d0, j, H, dr);
      put(d0 + size, j, H, dz);
      put(d0 + 2 * size, j, H, dn);
      put(v0, j, H, dr);
      put(v0 + size, j, H, dz);
      put(v0 + 2 * size, j, H, mul(dn, r));
      put(dhPrevious + row, j, H, madd(dState, z, at(dhPrevious + row, j)));
    }
  }
}
