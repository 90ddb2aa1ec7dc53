import type { NgramRows, SortedRows } from './rows';

/** The order of rows that are sorted by their words, as indices, and the index of each row's suffix. */
export interface SortedOrder {
  readonly order: Int32Array;
  /** In the same order: the index, among the shorter n-grams, of all words but the first; -1 if there is none. */
  readonly suffixes: Int32Array;
}

/**
 * Sorts n-grams by one word after the other, from the last to the first. Before the first word is sorted by, they
 * are in the order of their suffixes, so these are found by merging. The time is linear. `shorter` are the n-grams
 * with one word less; `W` is the number of words.
 */
export function sortRows(rows: NgramRows, shorter: SortedRows, W: number): SortedOrder {
  const { size, length } = rows;
  let order = new Int32Array(0);
  for (let k = length - 1; k > 0; k--) {
    const before = order;
    order = new Int32Array(size);
    const places = placesOf(rows, k, W);
    for (let i = 0; i < size; i++) {
      const row = k === length - 1 ? i : before[i];
      order[places[rows.words[row * length + k]]++] = row;
    }
  }
  const sorted = { order: new Int32Array(size), suffixes: new Int32Array(size) };
  const places = placesOf(rows, 0, W);
  const finder = new RowFinder(shorter);
  for (let i = 0; i < size; i++) {
    const at = order[i] * length;
    const place = places[rows.words[at]]++;
    sorted.order[place] = order[i];
    sorted.suffixes[place] = finder.find(rows.words, at + 1);
  }
  return sorted;
}

/** Counts the rows of each word in column `k`. Returns the place of the first of them after sorting. */
function placesOf({ words, size, length }: NgramRows, k: number, W: number): Int32Array {
  const places = new Int32Array(W + 1);
  for (let at = k; at < size * length; at += length) places[words[at] + 1]++;
  for (let word = 0; word < W; word++) places[word + 1] += places[word];
  return places;
}

/** Finds sorted rows by the words of n-grams, which must be given in sorted order. */
export class RowFinder {
  private next = 0;

  constructor(private readonly rows: SortedRows) {}

  /** Returns the index of the row that consists of the words from `others[at]` on, or -1 if there is none. */
  find(others: Int32Array, at: number): number {
    const { words, size, length } = this.rows;
    for (let row = this.next; row < size; row++) {
      const own = row * length;
      let k = 0;
      while (k < length && words[own + k] === others[at + k]) k++;
      if (k < length && words[own + k] < others[at + k]) continue;
      this.next = row;
      return k === length ? row : -1;
    }
    this.next = size;
    return -1;
  }
}
