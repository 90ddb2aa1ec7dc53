/** The division of an operation among threads: the arguments of each part, and whether it is worth splitting. */
export interface Split {
  isWorth(numbers: readonly number[]): boolean;
  /** The arguments of part `part` of `size`. The parts cover everything once; some may be empty. */
  part(numbers: readonly number[], part: number, size: number): number[];
}

/**
 * The start of part `part` of `size` in a range that is split at multiples of `unit`, so that no vector or
 * tile is split.
 */
export function boundary(total: number, unit: number, part: number, size: number): number {
  return Math.min(total, unit * Math.floor((Math.ceil(total / unit) * part) / size));
}

const FLOAT = 4;
/** Kernels process pairs of vectors, 8 elements. */
const LANES = 8;

/**
 * Splits arrays of equal length by elements. `arrays` is their number: the first arguments are their
 * addresses, the last one is the length. Below `worth` elements nothing is split.
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
 * Splits matrices of equal row count by rows. `widths` has one entry for each array, whose addresses are the
 * first arguments: the elements per row, as a multiple of the row length. It is 0 for an array shared by all
 * rows, and SINGLE_ELEMENT for a single element per row. The last two arguments are the numbers of rows and
 * of elements per row. Below `worth` elements nothing is split.
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

/** One element per row, such as a loss or a token id. */
export const SINGLE_ELEMENT = -1;
