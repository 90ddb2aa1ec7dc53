import { packA, packB } from './packing';
import { MR, NR, tile6x8, tileTail } from './tile';

/** Blocks: B's (KC x NC, 512 KiB) stays in the L2 cache, A's (MC x KC, 72 KiB) passes through it. */
const KC: usize = 256;
const NC: usize = 512;
const MC: usize = 72;

/** Both blocks lie where the heap would begin, so that the module's file need not hold their zeros. */
const packedA: usize = (__heap_base + 15) & ~15;
const packedB: usize = packedA + 4 * MC * KC;
export const packedEnd: usize = packedB + 4 * NC * KC;

/**
 * C [M, N] += A B with A(i, k) at i ai + k ak and B(k, j) at k bk + j bj: strides in elements make one
 * routine of all transposes, which end in the packing. C's rows follow each other.
 */
export function blocked(
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
): void {
  for (let j: usize = 0; j < N; j += NC) {
    const n = min(NC, N - j);
    for (let k: usize = 0; k < K; k += KC) {
      const depth = min(KC, K - k);
      packB(packedB, B + 4 * (k * bk + j * bj), depth, n, bk, bj);
      for (let i: usize = 0; i < M; i += MC) {
        const m = min(MC, M - i);
        packA(packedA, A + 4 * (i * ai + k * ak), m, depth, ai, ak);
        tiles(C + 4 * (i * N + j), m, n, depth, 4 * N);
      }
    }
  }
}

/** All tiles of one block of C; `stride` is C's, in bytes. */
function tiles(C: usize, M: usize, N: usize, K: usize, stride: usize): void {
  for (let j: usize = 0; j < N; j += NR) {
    const b = packedB + 4 * j * K;
    for (let i: usize = 0; i < M; i += MR) {
      const c = C + i * stride + 4 * j;
      const a = packedA + 4 * i * K;
      if (i + MR <= M && j + NR <= N) tile6x8(c, a, b, K, stride);
      else tileTail(c, a, b, K, stride, min(MR, M - i), min(NR, N - j));
    }
  }
}
