/** How an operation's arguments become those of a part of it, and whether the operation is worth cutting. */
export interface Split {
  isWorth(numbers: readonly number[]): boolean;
  /** Part `part` of `size`; the parts cover everything once, and some may be empty. */
  part(numbers: readonly number[], part: number, size: number): number[];
}

/** Where part `part` of `size` begins in a range cut at multiples of `unit`, so that no vector or tile is cut. */
export function boundary(total: number, unit: number, part: number, size: number): number {
  return Math.min(total, unit * Math.floor((Math.ceil(total / unit) * part) / size));
}

const FLOAT = 4;
/** Kernels go by pairs of vectors. */
const LANES = 8;

/** Arrays of the same length, element by element: the places of their addresses, and that of the length. */
export function byElements(addresses: readonly number[], length: number, worth: number): Split {
  return {
    isWorth: numbers => numbers[length] >= worth,
    part(numbers, part, size) {
      const from = boundary(numbers[length], LANES, part, size);
      const to = boundary(numbers[length], LANES, part + 1, size);
      const own = [...numbers];
      for (const place of addresses) own[place] += FLOAT * from;
      own[length] = to - from;
      return own;
    },
  };
}

/**
 * Matrices of the same number of rows, row by row. `widths` has for every argument how many elements a row has
 * there, in units of the row length: 0 for what all rows share, and ONE for a single element.
 */
export function byRows(widths: readonly number[], rows: number, worth: number): Split {
  const length = rows + 1;
  return {
    isWorth: numbers => numbers[rows] * numbers[length] >= worth,
    part(numbers, part, size) {
      const from = boundary(numbers[rows], 1, part, size);
      const to = boundary(numbers[rows], 1, part + 1, size);
      const own = [...numbers];
      for (const [place, width] of widths.entries()) {
        own[place] += FLOAT * from * (width === ONE ? 1 : width * numbers[length]);
      }
      own[rows] = to - from;
      return own;
    },
  };
}

/** One element a row: a loss, a token's id. */
export const ONE = -1;
