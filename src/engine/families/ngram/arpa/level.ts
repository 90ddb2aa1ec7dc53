import type { TrieBuilder } from '../trie';
import type { Irregularities } from './irregularities';
import type { NodeValues } from './nodeValues';
import type { Orphan } from './orphans';
import type { NgramRows, SortedRows } from './rows';
import { RowFinder, sortRows } from './sortRows';

/** What the n-grams of a file are added to, one length after another. */
export interface Levels {
  readonly trie: TrieBuilder;
  readonly values: NodeValues;
  readonly irregularities: Irregularities;
  /** The n-grams whose history the file does not contain. */
  readonly orphans: Orphan[];
}

/**
 * Adds the n-grams of one length. `shorter` are those of their histories. If an n-gram occurs several times, its
 * last occurrence counts. Returns the added n-grams.
 */
export function addLevel(rows: NgramRows, shorter: SortedRows, levels: Levels): SortedRows {
  const { trie, values, irregularities, orphans } = levels;
  const level = mergeRows(rows, shorter, trie.levels[2] - 1);
  for (const i of inOrder(level.orphans)) {
    const { ids, logProb, backOff, line } = rows.row(i);
    irregularities.note('unlisted', line);
    orphans.push({ ids, logProb, backOff, line });
  }
  for (const i of inOrder(level.repeated)) irregularities.note('repeated', rows.lines[i]);
  values.add(rows, level.rows);
  const start = trie.levels[rows.length - 1];
  trie.addSorted(nodesOf(level.parents, start), level.lasts, nodesOf(level.suffixes, start));
  return level.sorted;
}

/** Converts indices of a level to nodes, in place. -1 stays. */
function nodesOf(indices: Int32Array, start: number): Int32Array {
  for (let i = 0; i < indices.length; i++) if (indices[i] >= 0) indices[i] += start;
  return indices;
}

const inOrder = (indices: readonly number[]) => [...indices].sort((a, b) => a - b);

/** N-grams of one length in sorted order, merged with those of their histories. */
interface MergedRows {
  readonly sorted: SortedRows;
  /** The index of each in the file. */
  readonly rows: Int32Array;
  /** Last words. */
  readonly lasts: Int32Array;
  /** The indices of histories and suffixes among the shorter n-grams; -1 for a suffix that is not there. */
  readonly parents: Int32Array;
  readonly suffixes: Int32Array;
  /** The indices in the file of n-grams without a history, and of all occurrences of an n-gram but the first. */
  readonly orphans: readonly number[];
  readonly repeated: readonly number[];
}

function mergeRows(rows: NgramRows, shorter: SortedRows, W: number): MergedRows {
  const { length } = rows;
  const { order, suffixes } = sortRows(rows, shorter, W);
  const words = new Int32Array(order.length * length);
  const [parents, lasts] = [new Int32Array(order.length), new Int32Array(order.length)];
  const orphans: number[] = [];
  const repeated: number[] = [];
  const histories = new RowFinder(shorter);
  let size = 0;
  for (let place = 0; place < order.length; place++) {
    const row = order[place];
    const at = size * length;
    for (let k = 0; k < length; k++) words[at + k] = rows.words[row * length + k];
    const parent = histories.find(words, at);
    if (parent < 0) {
      orphans.push(row);
      continue;
    }
    const last = words[at + length - 1];
    const isRepeated = size > 0 && parents[size - 1] === parent && lasts[size - 1] === last;
    if (isRepeated) repeated.push(row);
    else size++;
    parents[size - 1] = parent;
    lasts[size - 1] = last;
    suffixes[size - 1] = suffixes[place];
    order[size - 1] = row;
  }
  return {
    sorted: { words, size, length },
    rows: order.subarray(0, size),
    lasts: lasts.subarray(0, size),
    parents: parents.subarray(0, size),
    suffixes: suffixes.subarray(0, size),
    orphans,
    repeated,
  };
}
