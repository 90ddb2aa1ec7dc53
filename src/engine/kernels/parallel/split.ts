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
 * Splits arrays of equal length by elements. `addresses` are the argument positions of the arrays, `length`
 * that of the length; below `worth` elements nothing is split.
 */
export function byElements(addresses: readonly number[], length: number, worth: number): Split {
  return {
    isWorth: numbers => numbers[length] >= worth,
    part(numbers, part, size) {
      const from = boundary(numbers[length], LANES, part, size);
      const to = boundary(numbers[length], LANES, part + 1, size);
      const own = [...numbers];
      for (const position of addresses) own[position] += FLOAT * from;
      own[length] = to - from;
      return own;
    },
  };
}

/**
 * Splits matrices of equal row count by rows. `widths` has one entry per array argument: the elements per
 * row, as a multiple of the row length. It is 0 for an array shared by all rows, and SINGLE_ELEMENT for a
 * single element per row. `rows` is the argument position of the row count; the row length follows it.
 */
export function byRows(widths: readonly number[], rows: number, worth: number): Split {
  const length = rows + 1;
  return {
    isWorth: numbers => numbers[rows] * numbers[length] >= worth,
    part(numbers, part, size) {
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
