/**
 * How an operation is divided among threads: whether dividing it saves time, and the arguments of each part.
 */
export interface Split {
  isWorth(numbers: readonly number[]): boolean;
  /**
   * Returns the arguments with which the operation computes part `part` (from 0) of `size` parts. Together,
   * the parts cover everything exactly once. Some parts may be empty.
   */
  part(numbers: readonly number[], part: number, size: number): number[];
}

/**
 * Returns the start of part `part` (from 0) of `size` parts in a range of `total` elements. Parts start at
 * multiples of `unit`, so that no vector or tile is split.
 */
export function boundary(total: number, unit: number, part: number, size: number): number {
  return Math.min(total, unit * Math.floor((Math.ceil(total / unit) * part) / size));
}

const FLOAT = 4;
/** Number of elements that kernels process at a time: a pair of vectors of four elements. */
const LANES = 8;

/**
 * Splits arrays of equal length. The first `arrays` arguments are the addresses of the arrays, the last
 * argument is their length in elements. Arrays with fewer than `worth` elements are not split.
 */
export function byElements(arrays: number, worth: number): Split {
  return {
    isWorth: numbers => numbers[numbers.length - 1] >= worth,
    part(numbers, part, size) {
      const length = numbers.length - 1;
      const from = boundary(numbers[length], LANES, part, size);
      const to = boundary(numbers[length], LANES, part + 1, size);
      const own = [...numbers];
      for (let position = 0; position < arrays; position++) own[position] += FLOAT * from;
      own[length] = to - from;
      return own;
    },
  };
}

/**
 * Splits matrices with the same number of rows R by rows. The arguments are the addresses of the matrices,
 * then R and the row length N in elements. `widths` has one entry for each matrix: its number of elements per
 * row as a multiple of N, 0 for a matrix that all rows share, or SINGLE_ELEMENT for one element per row.
 * Matrices with fewer than `worth` elements (R N) are not split.
 */
export function byRows(widths: readonly number[], worth: number): Split {
  return {
    isWorth: numbers => numbers[numbers.length - 2] * numbers[numbers.length - 1] >= worth,
    part(numbers, part, size) {
      const [rows, length] = [numbers.length - 2, numbers.length - 1];
      const from = boundary(numbers[rows], 1, part, size);
      const to = boundary(numbers[rows], 1, part + 1, size);
      const own = [...numbers];
      for (const [position, width] of widths.entries()) {
        own[position] += FLOAT * from * (width === SINGLE_ELEMENT ? 1 : width * numbers[length]);
      }
      own[rows] = to - from;
      return own;
    },
  };
}

/**
 * The entry of `widths` for a matrix with one element per row, such as losses or token ids. The entry 1 would
 * mean N elements per row.
 */
export const SINGLE_ELEMENT = -1;

/**
 * Splits the attention by streams. The last arguments are T, B, the number of heads, d, C, the first stream and the
 * number of streams. With fewer than `worth` elements of a window (T streams heads d), it is not split.
 */
export function byStreams(worth: number): Split {
  return {
    isWorth(numbers) {
      const [T, , heads, d, , , streams] = numbers.slice(-7);
      return T * streams * heads * d >= worth;
    },
    part(numbers, part, size) {
      const [first, streams] = numbers.slice(-2);
      const from = boundary(streams, 1, part, size);
      return [...numbers.slice(0, -2), first + from, boundary(streams, 1, part + 1, size) - from];
    },
  };
}
