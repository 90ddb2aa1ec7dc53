import { laneMask } from './vector';

/**
 * Packs a matrix X [I, K] into panels [I / width, K, width] in the order in which the product kernels read
 * them. The element X(i, k) is at the index i `across` + k `along`, where i is a row of A or a column of B.
 * The last panel is padded with zeros. One of the two strides must be 1, and `width` a multiple of 4.
 */
export function packPanels(
  to: usize,
  X: usize,
  I: usize,
  K: usize,
  across: usize,
  along: usize,
  width: usize,
): void {
  let i: usize = 0;
  if (across == 1) for (; i + 16 <= I; i += 16, to += 64 * K) copyLines(to, X + 4 * i, K, 4 * along, width);
  for (; i < I; i += width) {
    const end = min(i + width, I);
    for (let q: usize = 0; q < width; q += 4) {
      const from = X + 4 * (i + q) * across;
      if (i + q >= end) fillQuads(to + 4 * q, K, 4 * width);
      else if (across == 1) copyQuads(to + 4 * q, from, K, end - i - q, 4 * along, 4 * width);
      else transposeQuads(to + 4 * q, from, K, end - i - q, 4 * across, 4 * width);
    }
    to += 4 * width * K;
  }
}

/** Stores a vector of four zeros K times, from address `to` on, at addresses `step` bytes apart. */
function fillQuads(to: usize, K: usize, step: usize): void {
  for (let k: usize = 0; k < K; k++, to += step) v128.store(to, f32x4.splat(0));
}

/**
 * Copies sixteen adjacent elements (one cache line of 64 bytes) from every row of X into the two or four
 * adjacent panels of `width` columns that contain them. Rows are `stride` bytes apart.
 */
function copyLines(to: usize, from: usize, K: usize, stride: usize, width: usize): void {
  const step = 4 * width;
  const to1 = width == 4 ? to + step * K : to + 16;
  const to2 = to + 32 * K;
  const to3 = to1 + 32 * K;
  for (let k: usize = 0, at: usize = 0; k < K; k++, at += step, from += stride) {
    v128.store(to + at, v128.load(from));
    v128.store(to1 + at, v128.load(from, 16));
    v128.store(to2 + at, v128.load(from, 32));
    v128.store(to3 + at, v128.load(from, 48));
  }
}

/**
 * Copies four adjacent elements from each of the K rows of X, which are `stride` bytes apart. The
 * destinations are `step` bytes apart. If X has fewer than four elements here (`count`), stores zeros for the
 * others.
 */
function copyQuads(to: usize, from: usize, K: usize, count: usize, stride: usize, step: usize): void {
  const mask = laneMask(min(count, 4));
  for (let k: usize = 0; k < K; k++, to += step, from += stride) {
    v128.store(to, v128.and(v128.load(from), mask));
  }
}

/**
 * Copies four rows of X, which are `stride` bytes apart, as K columns of four elements: transposes blocks of
 * 4 x 4. The destinations are `step` bytes apart. If X has fewer than four rows here (`count`), stores zeros
 * for the others.
 */
function transposeQuads(to: usize, from: usize, K: usize, count: usize, stride: usize, step: usize): void {
  const mask = laneMask(min(count, 4));
  const row1 = count > 1 ? stride : 0;
  const row2 = count > 2 ? 2 * stride : 0;
  const row3 = count > 3 ? 3 * stride : 0;
  for (let k: usize = 0; k < K; k += 4, from += 16, to += 4 * step) {
    const r0 = v128.load(from);
    const r1 = v128.load(from + row1);
    const r2 = v128.load(from + row2);
    const r3 = v128.load(from + row3);
    const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
    const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
    const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
    v128.store(to, v128.and(mask, v128.shuffle<f64>(low01, low23, 0, 2)));
    if (k + 1 < K) v128.store(to + step, v128.and(mask, v128.shuffle<f64>(low01, low23, 1, 3)));
    if (k + 2 < K) v128.store(to + 2 * step, v128.and(mask, v128.shuffle<f64>(high01, high23, 0, 2)));
    if (k + 3 < K) v128.store(to + 3 * step, v128.and(mask, v128.shuffle<f64>(high01, high23, 1, 3)));
  }
}
