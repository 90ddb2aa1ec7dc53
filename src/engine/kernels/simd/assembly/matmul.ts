import { blocked } from './blocked';
import { rowTimesMatrix, rowTimesTransposed } from './singleRow';

/** Fewer rows than this are not worth packing B for. */
const FEW: usize = 4;

/** C [M, N] += A [M, K] B [K, N] */
export function matmul(C: usize, A: usize, B: usize, M: usize, N: usize, K: usize): void {
  if (M >= FEW) {
    blocked(C, A, B, M, N, K, K, 1, N, 1);
    return;
  }
  for (let i: usize = 0; i < M; i++) rowTimesMatrix(C + 4 * i * N, A + 4 * i * K, B, N, K);
}

/** C [M, N] += A [M, K] Bᵀ, with B [N, K] */
export function matmulNT(C: usize, A: usize, B: usize, M: usize, N: usize, K: usize): void {
  if (M >= FEW) {
    blocked(C, A, B, M, N, K, K, 1, 1, K);
    return;
  }
  for (let i: usize = 0; i < M; i++) rowTimesTransposed(C + 4 * i * N, A + 4 * i * K, B, N, K);
}

/** C [M, N] += Aᵀ B, with A [K, M], B [K, N] */
export function matmulTN(C: usize, A: usize, B: usize, M: usize, N: usize, K: usize): void {
  blocked(C, A, B, M, N, K, 1, M, N, 1);
}
