/**
 * How an operation is divided among threads: whether this is worth the time, and the arguments of each part.
 */
export interface Split {
  isWorth(numbers: readonly number[]): boolean;
  /**
   * Returns the arguments of part `part` of `size` parts. Together, the parts cover everything exactly once.
   * Some may be empty.
   */
  part(numbers: readonly number[], part: number, size: number): number[];
}

/**
 * Returns the start of part `part` of `size` parts in a range of `total` elements. Parts start at multiples
 * of `unit`, so that no vector or tile is split.
 */
export function boundary(total: number, unit: number, part: number, size: number): number {
  return Math.min(total, unit * Math.floor((Math.ceil(total / unit) * part) / size));
}

const FLOAT = 4;
/** Number of elements that kernels process at a time: a pair of vectors. */
const LANES = 8;

/**
 * Splits arrays of equal length by elements. The first `arrays` arguments are the addresses of the arrays,
 * the last argument is their length. Arrays with fewer than `worth` elements are not split.
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
 * Splits matrices with the same number of rows by rows. The first arguments are the addresses of the arrays;
 * `widths` has one entry for each. The entry is the number of elements per row, as a multiple of the row
 * length. It is 0 for an array shared by all rows, and SINGLE_ELEMENT for one element per row. The last two
 * arguments are the number of rows and the number of elements per row. Matrices with fewer than `worth`
 * elements are not split.
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
 * The entry of `widths` for an array with one element per row, such as losses or token ids. The entry 1 means
 * one row of `length` elements instead.
 */
export const SINGLE_ELEMENT = -1;
