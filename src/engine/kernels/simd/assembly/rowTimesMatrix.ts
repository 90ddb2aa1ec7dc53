import { wide } from './wide';
import { madd, put, storeTail } from './vector';

/**
 * Adds the product of a row and a matrix to c: c [1, N] += a [1, K] B [K, N], where the rows of B are
 * `elements` elements apart. With batch size 1, the time to read B limits the speed. B is therefore read only
 * once and along its rows: for 48 columns at a time, whose sums stay in registers.
 */
export function rowTimesMatrix(c: usize, a: usize, B: usize, N: usize, K: usize, elements: usize): void {
  const stride = 4 * elements;
  let j: usize = 0;
  for (; wide && j + 96 <= N; j += 96) {
    const rest = N - j - 96;
    columns96(c + 4 * j, a, B + 4 * j, stride, K, rest <= 8 ? rest : 0);
    if (rest <= 8) return;
  }
  for (; j + 48 <= N; j += 48) {
    const rest = N - j - 48;
    columns48(c + 4 * j, a, B + 4 * j, stride, K, rest <= 4 ? rest : 0);
    if (rest <= 4) return;
  }
  for (; j + 16 <= N; j += 16) columns16(c + 4 * j, a, B + 4 * j, stride, K);
  for (; j < N; j += 4) columns4(c + 4 * j, a, B + 4 * j, stride, K, min(4, N - j));
}

/**
 * Adds the product a B to 96 adjacent elements of c, and to `more` (0 to 8) elements after them at the end of
 * the row. For machines with 256-bit registers: all sums fit into 13 registers, and the elements of a are
 * read half as often as with 48 columns.
 */
function columns96(c: usize, a: usize, B: usize, stride: usize, K: usize, more: usize): void {
  let c0 = v128.load(c, 0);
  let c1 = v128.load(c, 16);
  let c2 = v128.load(c, 32);
  let c3 = v128.load(c, 48);
  let c4 = v128.load(c, 64);
  let c5 = v128.load(c, 80);
  let c6 = v128.load(c, 96);
  let c7 = v128.load(c, 112);
  let c8 = v128.load(c, 128);
  let c9 = v128.load(c, 144);
  let ca = v128.load(c, 160);
  let cb = v128.load(c, 176);
  let cc = v128.load(c, 192);
  let cd = v128.load(c, 208);
  let ce = v128.load(c, 224);
  let cf = v128.load(c, 240);
  let d0 = v128.load(c, 256);
  let d1 = v128.load(c, 272);
  let d2 = v128.load(c, 288);
  let d3 = v128.load(c, 304);
  let d4 = v128.load(c, 320);
  let d5 = v128.load(c, 336);
  let d6 = v128.load(c, 352);
  let d7 = v128.load(c, 368);
  let d8 = v128.load(c, 384);
  let d9 = v128.load(c, 400);
  for (let k: usize = 0; k < K; k++, B += stride) {
    const x = v128.load_splat<f32>(a + 4 * k);
    c0 = madd(x, v128.load(B, 0), c0);
    c1 = madd(x, v128.load(B, 16), c1);
    c2 = madd(x, v128.load(B, 32), c2);
    c3 = madd(x, v128.load(B, 48), c3);
    c4 = madd(x, v128.load(B, 64), c4);
    c5 = madd(x, v128.load(B, 80), c5);
    c6 = madd(x, v128.load(B, 96), c6);
    c7 = madd(x, v128.load(B, 112), c7);
    c8 = madd(x, v128.load(B, 128), c8);
    c9 = madd(x, v128.load(B, 144), c9);
    ca = madd(x, v128.load(B, 160), ca);
    cb = madd(x, v128.load(B, 176), cb);
    cc = madd(x, v128.load(B, 192), cc);
    cd = madd(x, v128.load(B, 208), cd);
    ce = madd(x, v128.load(B, 224), ce);
    cf = madd(x, v128.load(B, 240), cf);
    d0 = madd(x, v128.load(B, 256), d0);
    d1 = madd(x, v128.load(B, 272), d1);
    d2 = madd(x, v128.load(B, 288), d2);
    d3 = madd(x, v128.load(B, 304), d3);
    d4 = madd(x, v128.load(B, 320), d4);
    d5 = madd(x, v128.load(B, 336), d5);
    d6 = madd(x, v128.load(B, 352), d6);
    d7 = madd(x, v128.load(B, 368), d7);
    d8 = madd(x, v128.load(B, 384), d8);
    d9 = madd(x, v128.load(B, 400), d9);
  }
  v128.store(c, c0, 0);
  v128.store(c, c1, 16);
  v128.store(c, c2, 32);
  v128.store(c, c3, 48);
  v128.store(c, c4, 64);
  v128.store(c, c5, 80);
  v128.store(c, c6, 96);
  v128.store(c, c7, 112);
  v128.store(c, c8, 128);
  v128.store(c, c9, 144);
  v128.store(c, ca, 160);
  v128.store(c, cb, 176);
  v128.store(c, cc, 192);
  v128.store(c, cd, 208);
  v128.store(c, ce, 224);
  v128.store(c, cf, 240);
  v128.store(c, d0, 256);
  v128.store(c, d1, 272);
  v128.store(c, d2, 288);
  v128.store(c, d3, 304);
  v128.store(c, d4, 320);
  v128.store(c, d5, 336);
  v128.store(c, d6, 352);
  v128.store(c, d7, 368);
  if (more > 0) put(c + 384, 0, more, d8, d9);
}

/**
 * Adds the product a B to 48 adjacent elements of c, and to `more` (0 to 4) elements after them at the end of
 * the row. Computing these `more` elements separately would take as long as computing 16 columns.
 */
function columns48(c: usize, a: usize, B: usize, stride: usize, K: usize, more: usize): void {
  let c0 = v128.load(c, 0);
  let c1 = v128.load(c, 16);
  let c2 = v128.load(c, 32);
  let c3 = v128.load(c, 48);
  let c4 = v128.load(c, 64);
  let c5 = v128.load(c, 80);
  let c6 = v128.load(c, 96);
  let c7 = v128.load(c, 112);
  let c8 = v128.load(c, 128);
  let c9 = v128.load(c, 144);
  let ca = v128.load(c, 160);
  let cb = v128.load(c, 176);
  let cc = v128.load(c, 192);
  for (let k: usize = 0; k < K; k++, B += stride) {
    const x = v128.load_splat<f32>(a + 4 * k);
    c0 = madd(x, v128.load(B, 0), c0);
    c1 = madd(x, v128.load(B, 16), c1);
    c2 = madd(x, v128.load(B, 32), c2);
    c3 = madd(x, v128.load(B, 48), c3);
    c4 = madd(x, v128.load(B, 64), c4);
    c5 = madd(x, v128.load(B, 80), c5);
    c6 = madd(x, v128.load(B, 96), c6);
    c7 = madd(x, v128.load(B, 112), c7);
    c8 = madd(x, v128.load(B, 128), c8);
    c9 = madd(x, v128.load(B, 144), c9);
    ca = madd(x, v128.load(B, 160), ca);
    cb = madd(x, v128.load(B, 176), cb);
    cc = madd(x, v128.load(B, 192), cc);
  }
  v128.store(c, c0, 0);
  v128.store(c, c1, 16);
  v128.store(c, c2, 32);
  v128.store(c, c3, 48);
  v128.store(c, c4, 64);
  v128.store(c, c5, 80);
  v128.store(c, c6, 96);
  v128.store(c, c7, 112);
  v128.store(c, c8, 128);
  v128.store(c, c9, 144);
  v128.store(c, ca, 160);
  v128.store(c, cb, 176);
  if (more == 4) v128.store(c, cc, 192);
  else if (more > 0) storeTail(c + 192, cc, more);
}

/** Adds the product a B to 16 adjacent elements of c. */
function columns16(c: usize, a: usize, B: usize, stride: usize, K: usize): void {
  let c0 = v128.load(c, 0);
  let c1 = v128.load(c, 16);
  let c2 = v128.load(c, 32);
  let c3 = v128.load(c, 48);
  for (let k: usize = 0; k < K; k++, B += stride) {
    const x = v128.load_splat<f32>(a + 4 * k);
    c0 = madd(x, v128.load(B, 0), c0);
    c1 = madd(x, v128.load(B, 16), c1);
    c2 = madd(x, v128.load(B, 32), c2);
    c3 = madd(x, v128.load(B, 48), c3);
  }
  v128.store(c, c0, 0);
  v128.store(c, c1, 16);
  v128.store(c, c2, 32);
  v128.store(c, c3, 48);
}

/** Adds the product a B to `count` (1 to 4) adjacent elements of c. */
function columns4(c: usize, a: usize, B: usize, stride: usize, K: usize, count: usize): void {
  let sum = v128.load(c);
  for (let k: usize = 0; k < K; k++, B += stride) {
    sum = madd(v128.load_splat<f32>(a + 4 * k), v128.load(B), sum);
  }
  if (count == 4) v128.store(c, sum);
  else storeTail(c, sum, count);
}
