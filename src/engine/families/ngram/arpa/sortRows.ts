import type { NgramRows } from './rows';

type Rows = Pick<NgramRows, 'words' | 'size' | 'length'>;

/**
 * Sorts rows by column `k`, given an order that is sorted by the columns after it (undefined: the order of the
 * rows). The sort is stable and linear: it counts the rows of each value, from 0 to `end` - 1. Returns the
 * indices of the rows.
 */
export function sortByColumn(
  { words, size, length }: Rows,
  k: number,
  end: number,
  before: Int32Array | undefined,
): Int32Array {
  const places = new Int32Array(end + 1);
  for (let i = 0; i < size; i++) places[words[i * length + k] + 1]++;
  for (let value = 0; value < end; value++) places[value + 1] += places[value];
  const order = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    const row = before ? before[i] : i;
    order[places[words[row * length + k]]++] = row;
  }
  return order;
}

/**
 * For each row, finds the row of `shorter` that equals its columns from `k` on, by merging. `order` must sort
 * the rows by these columns. The rows of `shorter` are sorted and distinct. Returns, for each row, the index in
 * `shorter`, or -1 if there is none.
 */
export function matchRows(rows: Rows, k: number, order: Int32Array, shorter: Rows): Int32Array {
  const found = new Int32Array(rows.size);
  let j = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i];
    let difference = -1;
    for (; j < shorter.size; j++) {
      difference = compare(shorter, j * shorter.length, rows.words, row * rows.length + k);
      if (difference >= 0) break;
    }
    found[row] = difference === 0 ? j : -1;
  }
  return found;
}

function compare({ words, length }: Rows, at: number, others: Int32Array, other: number): number {
  for (let k = 0; k < length; k++) {
    const difference = words[at + k] - others[other + k];
    if (difference !== 0) return difference;
  }
  return 0;
}
