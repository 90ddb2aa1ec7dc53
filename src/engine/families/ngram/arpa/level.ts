import type { TrieBuilder } from '../trie';
import type { Irregularities } from './irregularities';
import type { Orphan } from './orphans';
import type { NgramRows } from './rows';
import { matchRows, sortByColumn } from './sortRows';

/** The n-grams of one length in the trie, in the order of their nodes. */
export interface NgramLevel {
  readonly rows: Pick<NgramRows, 'words' | 'size' | 'length'>;
  readonly logProbs: Float64Array;
  readonly backOffs: Float64Array;
}

/** What `addLevel` changes besides the trie. */
export interface LevelFindings {
  readonly irregularities: Irregularities;
  /** The n-grams whose history the file does not contain. */
  readonly orphans: Orphan[];
}

/**
 * Adds the n-grams of one length to the trie. `shorter` is the level of their histories. If an n-gram occurs
 * several times, its last occurrence counts. Sorts by one word after the other, from the last to the first.
 * Before the first word is sorted by, the n-grams are in the order of their suffixes, so both suffixes and
 * histories are found by merging, in linear time.
 */
export function addLevel(
  trie: TrieBuilder,
  rows: NgramRows,
  shorter: NgramLevel,
  { irregularities, orphans }: LevelFindings,
): NgramLevel {
  const W = trie.levels[2] - 1;
  let order: Int32Array | undefined;
  for (let k = rows.length - 1; k > 0; k--) order = sortByColumn(rows, k, W, order);
  const suffixes = order ? matchRows(rows, 1, order, shorter.rows) : new Int32Array(0);
  const sorted = sortByColumn(rows, 0, W, order);
  const parents = matchRows(rows, 0, sorted, shorter.rows);
  const distinct = distinctOf(rows, sorted, parents);
  for (const i of distinct.orphans) {
    irregularities.note('unlisted', rows.lines[i]);
    const ids = rows.words.slice(i * rows.length, (i + 1) * rows.length);
    orphans.push({ ids, logProb: rows.logProbs[i], backOff: rows.backOffs[i], line: rows.lines[i] });
  }
  for (const i of distinct.repeated) irregularities.note('repeated', rows.lines[i]);
  return added(trie, rows, distinct.rows, { parents, suffixes });
}

/**
 * Divides the n-grams, given in sorted order, into the last occurrences of those with a history (`rows`, still
 * sorted), their other occurrences but the first (`repeated`), and those without a history. The latter two are
 * in the order of the file.
 */
function distinctOf(
  { words, length }: NgramRows,
  sorted: Int32Array,
  parents: Int32Array,
): { rows: Int32Array; repeated: Int32Array; orphans: Int32Array } {
  const rows = new Int32Array(sorted.length);
  const repeated: number[] = [];
  const orphans: number[] = [];
  let size = 0;
  for (let place = 0; place < sorted.length; place++) {
    const i = sorted[place];
    if (parents[i] < 0) {
      orphans.push(i);
      continue;
    }
    const before = size > 0 ? rows[size - 1] : -1;
    const isRepeated =
      before >= 0 &&
      parents[before] === parents[i] &&
      words[before * length + length - 1] === words[i * length + length - 1];
    if (isRepeated) repeated.push(i);
    rows[isRepeated ? size - 1 : size++] = i;
  }
  const inOrder = (found: number[]) => Int32Array.from(found).sort();
  return { rows: rows.subarray(0, size), repeated: inOrder(repeated), orphans: inOrder(orphans) };
}

/** Adds n-grams to the trie, in this order. `found`: the indices of their histories and suffixes. */
function added(
  trie: TrieBuilder,
  rows: NgramRows,
  order: Int32Array,
  found: { readonly parents: Int32Array; readonly suffixes: Int32Array },
): NgramLevel {
  const { length } = rows;
  const start = trie.levels[length - 1];
  const size = order.length;
  const words = new Int32Array(size * length);
  const [parents, lasts, suffixes] = [new Int32Array(size), new Int32Array(size), new Int32Array(size)];
  const [logProbs, backOffs] = [new Float64Array(size), new Float64Array(size)];
  for (let to = 0; to < size; to++) {
    const i = order[to];
    for (let k = 0; k < length; k++) words[to * length + k] = rows.words[i * length + k];
    parents[to] = start + found.parents[i];
    suffixes[to] = found.suffixes[i] < 0 ? -1 : start + found.suffixes[i];
    lasts[to] = words[to * length + length - 1];
    logProbs[to] = rows.logProbs[i];
    backOffs[to] = rows.backOffs[i];
  }
  trie.addSorted(parents, lasts, suffixes);
  return { rows: { words, size, length }, logProbs, backOffs };
}
