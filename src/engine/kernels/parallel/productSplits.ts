import { boundary, type Split } from './split';

/**
 * Number of rows and columns of a tile of C. Each thread computes whole tiles, so that every element is
 * summed in the same order as with a single thread.
 */
const TILE_ROWS = 4;
const TILE_COLUMNS = 8;
/**
 * Minimum number of multiplications for which a product is split among threads. With fewer, synchronising the
 * threads takes longer than the work.
 */
const MINIMUM = 100_000;
const FLOAT = 4;

/**
 * How `gemm` is split: along the longer side of C. Arguments: C, A, B, M, N, K, ai, ak, bk, bj, stride (see
 * `exports.ts`).
 */
export const gemm: Split = {
  isWorth: ([, , , M, N, K]) => M * N * K >= MINIMUM,
  part([C, A, B, M, N, K, ai, ak, bk, bj, stride], part, size) {
    if (M / TILE_ROWS > N / TILE_COLUMNS) {
      const [from, to] = range(M, TILE_ROWS, part, size);
      return [C + FLOAT * from * stride, A + FLOAT * from * ai, B, to - from, N, K, ai, ak, bk, bj, stride];
    }
    const [from, to] = range(N, TILE_COLUMNS, part, size);
    return [C + FLOAT * from, A, B + FLOAT * from * bj, M, to - from, K, ai, ak, bk, bj, stride];
  },
};

/**
 * How `pack` is split: every thread packs its own columns of B into its own range of `packed`. Arguments:
 * packed, B, K, N, bk, bj (see `exports.ts`).
 */
export const pack: Split = {
  isWorth: ([, , K, N]) => isSplit(K, N),
  part([packed, B, K, N, bk, bj], part, size) {
    const [from, to] = range(N, TILE_COLUMNS, part, size);
    return [packed + FLOAT * from * K, B + FLOAT * from * bj, K, to - from, bk, bj];
  },
};

/**
 * How `gemmPacked` is split: at the same columns as `pack`, or not at all. Arguments: C, A, packed, M, N, K,
 * stride (see `exports.ts`).
 */
export const gemmPacked: Split = {
  isWorth: ([, , , , N, K]) => isSplit(K, N),
  part([C, A, packed, M, N, K, stride], part, size) {
    const [from, to] = range(N, TILE_COLUMNS, part, size);
    return [C + FLOAT * from, A, packed + FLOAT * from * K, M, to - from, K, stride];
  },
};

/**
 * Returns whether a packed matrix B [K, N] is split. This depends only on its size, because `pack` and all
 * products with the matrix must split it at the same columns.
 */
function isSplit(K: number, N: number): boolean {
  return K * N >= MINIMUM / 4; // a product has at least four rows, so at least MINIMUM multiplications
}

function range(total: number, unit: number, part: number, size: number): [number, number] {
  return [boundary(total, unit, part, size), boundary(total, unit, part + 1, size)];
}
