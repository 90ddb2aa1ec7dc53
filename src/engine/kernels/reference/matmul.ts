import type { Arena } from '../../core/tensor';
import type { Kernels } from '../kernels';

/**
 * Returns the kernels for the three forms of C += A B (neither, the second or the first matrix transposed).
 * They compute each element by definition, as a sum over k.
 */
export function matmulKernels(arena: Arena): Pick<Kernels, 'matmul' | 'matmulNT' | 'matmulTN'> {
  return {
    matmul(C, A, B) {
      const [c, a, b] = [arena.values(C), arena.values(A), arena.values(B)];
      const [M, N, K] = [C.rows, C.columns, A.columns];
      for (let i = 0; i < M; i++) {
        for (let j = 0; j < N; j++) {
          let sum = 0;
          for (let k = 0; k < K; k++) sum += a[i * K + k] * b[k * N + j];
          c[i * N + j] += sum;
        }
      }
    },

    matmulNT(C, A, B) {
      const [c, a, b] = [arena.values(C), arena.values(A), arena.values(B)];
      const [M, N, K] = [C.rows, C.columns, A.columns];
      for (let i = 0; i < M; i++) {
        for (let j = 0; j < N; j++) {
          let sum = 0;
          for (let k = 0; k < K; k++) sum += a[i * K + k] * b[j * K + k];
          c[i * N + j] += sum;
        }
      }
    },

    matmulTN(C, A, B) {
      const [c, a, b] = [arena.values(C), arena.values(A), arena.values(B)];
      const [M, N, K] = [C.rows, C.columns, A.rows];
      for (let i = 0; i < M; i++) {
        for (let j = 0; j < N; j++) {
          let sum = 0;
          for (let k = 0; k < K; k++) sum += a[k * M + i] * b[k * N + j];
          c[i * N + j] += sum;
        }
      }
    },
  };
}
