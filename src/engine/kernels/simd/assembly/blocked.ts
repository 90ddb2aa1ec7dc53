import { packA, packB } from './packing';
import { MR, NR, tile6x8, tileTail } from './tile';

/** Blocks: B's (KC x NC, 512 KiB) stays in the L2 cache, A's (MC x KC, 72 KiB) passes through it. */
const KC: usize = 256;
const NC: usize = 512;
const MC: usize = 72;

/** What a thread needs to itself: A's block, B's block, and a tile. */
export const SCRATCH: usize = 4 * (MC * KC + NC * KC + MR * NR);

/** Where the heap would begin, so that the module's file need not hold zeros; helping threads get other places. */
let packedA: usize = (__heap_base + 15) & ~15;
let packedB: usize = packedA + 4 * MC * KC;
let tile: usize = packedB + 4 * NC * KC;
export const heapStart: usize = packedA + SCRATCH;

export function useScratch(at: usize): void {
  packedA = at;
  packedB = packedA + 4 * MC * KC;
  tile = packedB + 4 * NC * KC;
}

/**
 * C [M, N] += A B with A(i, k) at i ai + k ak and B(k, j) at k bk + j bj: strides in elements make one
 * routine of all transposes, which end in the packing. C's rows are `stride` elements apart.
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
  for (let j: usize = 0; j < N; j += NC) {
    const n = min(NC, N - j);
    for (let k: usize = 0; k < K; k += KC) {
      const depth = min(KC, K - k);
      packB(packedB, B + 4 * (k * bk + j * bj), depth, n, bk, bj);
      rowBlocks(C + 4 * j, A + 4 * k * ak, packedB, M, n, depth, ai, ak, stride);
    }
  }
}

/** All of B [K, N], block after block, as `gemmPacked` reads it: K rows of whole panels of NR columns. */
export function pack(to: usize, B: usize, K: usize, N: usize, bk: usize, bj: usize): void {
  for (let j: usize = 0; j < N; j += NC) {
    const n = min(NC, N - j);
    for (let k: usize = 0; k < K; k += KC) {
      const depth = min(KC, K - k);
      packB(to, B + 4 * (k * bk + j * bj), depth, n, bk, bj);
      to += blockSize(n, depth);
    }
  }
}

/** C [M, N] += A [M, K] B, with B packed. */
export function gemmPacked(
  C: usize,
  A: usize,
  packed: usize,
  M: usize,
  N: usize,
  K: usize,
  stride: usize,
): void {
  for (let j: usize = 0; j < N; j += NC) {
    const n = min(NC, N - j);
    for (let k: usize = 0; k < K; k += KC) {
      const depth = min(KC, K - k);
      rowBlocks(C + 4 * j, A + 4 * k, packed, M, n, depth, K, 1, stride);
      packed += blockSize(n, depth);
    }
  }
}

/** Bytes of a packed block: its columns fill whole panels. */
@inline
function blockSize(n: usize, depth: usize): usize {
  return 4 * depth * ((n + NR - 1) / NR) * NR;
}

/** One block of B with all of A. */
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
    packA(packedA, A + 4 * i * ai, m, K, ai, ak);
    tiles(C + 4 * i * stride, B, m, N, K, 4 * stride);
  }
}

/** All tiles of one block of C; `stride` is C's, in bytes. */
function tiles(C: usize, B: usize, M: usize, N: usize, K: usize, stride: usize): void {
  for (let j: usize = 0; j < N; j += NR) {
    const b = B + 4 * j * K;
    for (let i: usize = 0; i < M; i += MR) {
      const c = C + i * stride + 4 * j;
      const a = packedA + 4 * i * K;
      if (i + MR <= M && j + NR <= N) tile6x8(c, a, b, K, stride);
      else tileTail(c, a, b, K, stride, min(MR, M - i), min(NR, N - j), tile);
    }
  }
}
