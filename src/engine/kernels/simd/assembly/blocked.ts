import { packPanels } from './packing';
import { KC, MC, NC, packedA, packedB, tile } from './scratch';
import { addPart, clear, MR, NR, tile4x8, tile4x16 } from './tile';
import { wide } from './wide';

/**
 * Adds the product of two matrices to C: C [M, N] += A [M, K] B [K, N]. A(i, k) is at the index i ai + k ak,
 * and B(k, j) at k bk + j bj. With these strides, in elements, one routine serves all transposes: packing
 * brings A and B into the same layout. The rows of C are `stride` elements apart.
 */
export function gemm(
  C: usize,
  A: usize,
  B: usize,
  M: usize,
  N: usize,
  K: usize,
  ai: usize,
  ak: usize,
  bk: usize,
  bj: usize,
  stride: usize,
): void {
  if (M <= MC) {
    gemmOneBlock(C, A, B, M, N, K, ai, ak, bk, bj, stride);
    return;
  }
  for (let j: usize = 0; j < N; j += NC) {
    const n = min(NC, N - j);
    for (let k: usize = 0; k < K; k += KC) {
      const depth = min(KC, K - k);
      packPanels(packedB, B + 4 * (k * bk + j * bj), n, depth, bj, bk, NR);
      rowBlocks(C + 4 * j, A + 4 * k * ak, packedB, M, n, depth, ai, ak, stride);
    }
  }
}

/**
 * Computes a product if all rows of A fit into one block. Packs A once. Each panel of B (8 columns) is used
 * only once. Two panels are therefore packed at a time, which fit into the L1 cache.
 */
function gemmOneBlock(
  C: usize,
  A: usize,
  B: usize,
  M: usize,
  N: usize,
  K: usize,
  ai: usize,
  ak: usize,
  bk: usize,
  bj: usize,
  stride: usize,
): void {
  for (let k: usize = 0; k < K; k += KC) {
    const depth = min(KC, K - k);
    packPanels(packedA, A + 4 * k * ak, M, depth, ai, ak, MR);
    for (let j: usize = 0; j < N; j += 2 * NR) {
      const n = min(2 * NR, N - j);
      packPanels(packedB, B + 4 * (k * bk + j * bj), n, depth, bj, bk, NR);
      tiles(C + 4 * j, packedB, M, n, depth, 4 * stride);
    }
  }
}

/**
 * Packs B [K, N] for `gemmPacked`: one block of KC rows after another, and within each block all panels of 8
 * columns.
 */
export function pack(to: usize, B: usize, K: usize, N: usize, bk: usize, bj: usize): void {
  for (let k: usize = 0; k < K; k += KC) {
    const depth = min(KC, K - k);
    packPanels(to, B + 4 * k * bk, N, depth, bj, bk, NR);
    to += panelsSize(N, depth);
  }
}

/**
 * Adds the product of two matrices to C: C [M, N] += A [M, K] B [K, N], where `pack` has packed B. Strides as
 * in `gemm`.
 */
export function gemmPacked(
  C: usize,
  A: usize,
  packed: usize,
  M: usize,
  N: usize,
  K: usize,
  stride: usize,
): void {
  for (let k: usize = 0; k < K; k += KC) {
    const depth = min(KC, K - k);
    rowBlocks(C, A + 4 * k, packed, M, N, depth, K, 1, stride);
    packed += panelsSize(N, depth);
  }
}

/** Returns the number of bytes of a packed block of `depth` rows and N columns, padded to whole panels. */
@inline
function panelsSize(N: usize, depth: usize): usize {
  return 4 * depth * NR * ((N + NR - 1) / NR);
}

/**
 * Multiplies all rows of A by a packed block of B with K rows, and adds the result to C. Strides are in
 * elements.
 */
function rowBlocks(
  C: usize,
  A: usize,
  B: usize,
  M: usize,
  N: usize,
  K: usize,
  ai: usize,
  ak: usize,
  stride: usize,
): void {
  for (let i: usize = 0; i < M; i += MC) {
    const m = min(MC, M - i);
    packPanels(packedA, A + 4 * i * ai, m, K, ai, ak, MR);
    tiles(C + 4 * i * stride, B, m, N, K, 4 * stride);
  }
}

/**
 * Computes all tiles of one block of C, whose rows are `stride` bytes apart. `packedA` contains the block of
 * A, and B is a packed block.
 */
function tiles(C: usize, B: usize, M: usize, N: usize, K: usize, stride: usize): void {
  const panel = 4 * NR * K;
  let j: usize = 0;
  if (wide) {
    for (; j + 2 * NR <= N; j += 2 * NR, C += 8 * NR, B += 2 * panel) columns16(C, B, M, K, stride);
  }
  for (; j < N; j += NR, C += 4 * NR, B += panel) columns8(C, B, M, min(NR, N - j), K, stride);
}

/**
 * Adds the product of the packed block of A and two adjacent panels of B to 16 columns of C. `B` is the
 * address of the first panel.
 */
function columns16(C: usize, B: usize, M: usize, K: usize, stride: usize): void {
  const next = B + 4 * NR * K;
  let a = packedA;
  let i: usize = 0;
  for (; i + MR <= M; i += MR, C += MR * stride, a += 4 * MR * K) tile4x16(C, a, B, next, K, stride);
  if (i == M) return;
  clear(tile, 2 * NR);
  tile4x16(tile, a, B, next, K, 8 * NR);
  addPart(C, tile, M - i, 2 * NR, stride, 8 * NR);
}

/** Adds the first N columns of the product of the packed block of A and one panel of B to N columns of C. */
function columns8(C: usize, B: usize, M: usize, N: usize, K: usize, stride: usize): void {
  for (let i: usize = 0; i < M; i += MR, C += MR * stride) {
    const a = packedA + 4 * i * K;
    if (i + MR <= M && N == NR) {
      tile4x8(C, a, B, K, stride);
    } else {
      clear(tile, NR);
      tile4x8(tile, a, B, K, 4 * NR);
      addPart(C, tile, min(MR, M - i), N, stride, 4 * NR);
    }
  }
}
