import { boundary, type Split } from './split';

/** Rows and columns of a tile of C; a part takes whole tiles, so that each element is summed as in one thread. */
const TILE_ROWS = 4;
const TILE_COLUMNS = 8;
/** Multiplications that take longer than a barrier or two. */
const WORTH = 100_000;
const FLOAT = 4;

/** C, A, B, M, N, K, ai, ak, bk, bj, stride: cut where C is longer. */
export const gemm: Split = {
  isWorth: ([, , , M, N, K]) => M * N * K >= WORTH,
  part([C, A, B, M, N, K, ai, ak, bk, bj, stride], part, size) {
    if (M / TILE_ROWS > N / TILE_COLUMNS) {
      const [from, to] = range(M, TILE_ROWS, part, size);
      return [C + FLOAT * from * stride, A + FLOAT * from * ai, B, to - from, N, K, ai, ak, bk, bj, stride];
    }
    const [from, to] = range(N, TILE_COLUMNS, part, size);
    return [C + FLOAT * from, A, B + FLOAT * from * bj, M, to - from, K, ai, ak, bk, bj, stride];
  },
};

/** packed, B, K, N, bk, bj: every part packs its own columns, one part's after the other's. */
export const pack: Split = {
  isWorth: ([, , K, N]) => isCut(K, N),
  part([packed, B, K, N, bk, bj], part, size) {
    const [from, to] = range(N, TILE_COLUMNS, part, size);
    return [packed + FLOAT * from * K, B + FLOAT * from * bj, K, to - from, bk, bj];
  },
};

/** C, A, packed, M, N, K, stride: cut as `pack` cut B, or not at all. */
export const gemmPacked: Split = {
  isWorth: ([, , , , N, K]) => isCut(K, N),
  part([C, A, packed, M, N, K, stride], part, size) {
    const [from, to] = range(N, TILE_COLUMNS, part, size);
    return [C + FLOAT * from, A, packed + FLOAT * from * K, M, to - from, K, stride];
  },
};

/** Whether a packed matrix is cut: its own size must decide, because every product with it meets it so. */
function isCut(K: number, N: number): boolean {
  return K * N >= WORTH / 4; // products have four rows at the least
}

function range(total: number, unit: number, part: number, size: number): [number, number] {
  return [boundary(total, unit, part, size), boundary(total, unit, part + 1, size)];
}
