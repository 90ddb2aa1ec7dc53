import { columnOf, type NumberColumn } from '../../core/columns';
import type { Vocabulary } from '../../data/vocabulary';
import type { BackoffModel } from './backoffModel';
import { TrieBuilder } from './trie';

/** The n-grams of one length in a back-off model, sorted by words, as in `BackoffModel`. */
export interface ModelLevel {
  readonly words: NumberColumn; // the last word of each n-gram
  /** For each n-gram, the number of n-grams of the next length that begin with it or with an earlier one. */
  readonly ends: NumberColumn;
  readonly logProbs: NumberColumn; // log10 P(w|h)
  readonly backOffs: NumberColumn; // log10 of the back-off weight
}

/** A back-off model as columns, which are read from start to end. They need not be in memory. */
export interface NgramLevels {
  readonly vocabulary: Vocabulary;
  readonly levels: readonly ModelLevel[]; // one for each length, starting with length 1
}

/** Returns the columns of a model in memory. */
export function levelsOf({ vocabulary, trie, logProbs, backOffs }: BackoffModel): NgramLevels {
  const starts = trie.levels.slice(1);
  const levels = starts.slice(0, -1).map((from, i): ModelLevel => {
    const to = starts[i + 1];
    return {
      words: columnOf(trie.words.subarray(from, to)),
      ends: columnOf(trie.children.subarray(from + 1, to + 1).map(child => child - to)),
      logProbs: columnOf(logProbs.subarray(from, to)),
      backOffs: columnOf(backOffs.subarray(from, to)),
    };
  });
  return { vocabulary, levels };
}

/** Reads a model into memory. */
export function modelOf({ vocabulary, levels }: NgramLevels): BackoffModel {
  const trie = new TrieBuilder(levels[0].words.length);
  for (const [i, { words }] of levels.entries()) {
    if (i > 0) trie.addSorted(parentsOf(levels[i - 1], trie.levels[i]), numbers(words));
  }
  const logProbs = new Float64Array(trie.words.length);
  const backOffs = new Float64Array(trie.words.length);
  for (const [i, level] of levels.entries()) {
    level.logProbs.copyTo(logProbs, trie.levels[i + 1]);
    level.backOffs.copyTo(backOffs, trie.levels[i + 1]);
  }
  const { levels: starts, words, children, suffixes } = trie;
  return { vocabulary, trie: { levels: starts, words, children, suffixes }, logProbs, backOffs };
}

const numbers = (column: NumberColumn) => column.copyTo(new Int32Array(column.length));

/** Returns the node of the history of each n-gram of the next length. `start` is the first node of this length. */
function parentsOf({ ends }: ModelLevel, start: number): Int32Array {
  const end = numbers(ends);
  const parents = new Int32Array(end.at(-1) ?? 0);
  for (let i = 0, child = 0; i < end.length; i++) while (child < end[i]) parents[child++] = start + i;
  return parents;
}
