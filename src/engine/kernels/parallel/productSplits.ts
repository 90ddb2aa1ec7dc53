import { boundary, type Split } from './split';

/**
 * Rows and columns of a tile of C. A part has whole tiles, so that each element is summed in the same order
 * as in one thread.
 */
const TILE_ROWS = 4;
const TILE_COLUMNS = 8;
/** Minimum number of multiplications worth splitting: they take longer than one or two barriers. */
const MINIMUM = 100_000;
const FLOAT = 4;

/** Arguments: C, A, B, M, N, K, ai, ak, bk, bj, stride. Splits C along its longer side. */
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

/** Arguments: packed, B, K, N, bk, bj. Every part packs its own columns into its own range of `packed`. */
export const pack: Split = {
  isWorth: ([, , K, N]) => isSplit(K, N),
  part([packed, B, K, N, bk, bj], part, size) {
    const [from, to] = range(N, TILE_COLUMNS, part, size);
    return [packed + FLOAT * from * K, B + FLOAT * from * bj, K, to - from, bk, bj];
  },
};

/** Arguments: C, A, packed, M, N, K, stride. Split in the same places as `pack`, or not at all. */
export const gemmPacked: Split = {
  isWorth: ([, , , , N, K]) => isSplit(K, N),
  part([C, A, packed, M, N, K, stride], part, size) {
    const [from, to] = range(N, TILE_COLUMNS, part, size);
    return [C + FLOAT * from, A, packed + FLOAT * from * K, M, to - from, K, stride];
  },
};

/**
 * Whether a packed matrix is split. The decision depends on its size only, because every product with it must
 * split it alike.
 */
function isSplit(K: number, N: number): boolean {
  return K * N >= MINIMUM / 4; // products have at least four rows
}

function range(total: number, unit: number, part: number, size: number): [number, number] {
  return [boundary(total, unit, part, size), boundary(total, unit, part + 1, size)];
}
