import { blocked, blockedBy, packAll } from './blocked';
import { rowTimesMatrix, rowTimesTransposed } from './singleRow';

/** Fewer rows than this are not worth packing B for. */
const FEW: usize = 4;

/** C [M, N] += A [M, K] B [K, N] */
export function matmul(C: usize, A: usize, B: usize, M: usize, N: usize, K: usize): void {
  if (M >= FEW) {
    blocked(C, A, B, M, N, K, K, 1, N, 1, N);
    return;
  }
  for (let i: usize = 0; i < M; i++) rowTimesMatrix(C + 4 * i * N, A + 4 * i * K, B, N, K);
}

/** C [M, N] += A [M, K] Bᵀ, with B [N, K] */
export function matmulNT(C: usize, A: usize, B: usize, M: usize, N: usize, K: usize): void {
  if (M >= FEW) {
    blocked(C, A, B, M, N, K, K, 1, 1, K, N);
    return;
  }
  for (let i: usize = 0; i < M; i++) rowTimesTransposed(C + 4 * i * N, A + 4 * i * K, B, N, K);
}

/** C [M, N] += Aᵀ B, with A [K, M], B [K, N] */
export function matmulTN(C: usize, A: usize, B: usize, M: usize, N: usize, K: usize): void {
  blocked(C, A, B, M, N, K, 1, M, N, 1, N);
}

/** B [K, N] for `matmulPacked`. */
export function pack(to: usize, B: usize, K: usize, N: usize): void {
  packAll(to, B, K, N, N, 1);
}

/** Bᵀ [K, N] for `matmulPacked`, from B [N, K]. */
export function packTransposed(to: usize, B: usize, K: usize, N: usize): void {
  packAll(to, B, K, N, 1, K);
}

/** C [M, N] += A [M, K] B, with B packed. */
export function matmulPacked(C: usize, A: usize, packed: usize, M: usize, N: usize, K: usize): void {
  blockedBy(C, A, packed, M, N, K);
}
