import { pathsOf } from './huffmanPaths';
import { negativeCells } from './negativeCells';
import type { Word2vecOptions } from './options';
import { keepProbabilities, logisticTable, lossTable } from './tables';
import type { WordCounts } from './vocabulary';

/**
 * Returns the settings of the WebAssembly module that are numbers and follow from the options and the
 * vocabulary.
 */
export function optionNumbers({ words, total }: WordCounts, options: Word2vecOptions) {
  return {
    vocabulary: words.length,
    window: options.window,
    cbow: Number(options.cbow),
    negative: options.negative,
    hierarchical: Number(options.hierarchical),
    initialRate: options.alpha,
    allWords: options.iterations * total + 1,
    passWords: total,
  };
}

/**
 * Stores the tables that the WebAssembly module needs. Returns their addresses; 0 for a table that is not
 * needed.
 */
export function storeTables(
  { counts, total }: WordCounts,
  { sample, negative, hierarchical }: Word2vecOptions,
  store: (values: Float32Array | Uint32Array) => number,
) {
  const drawn = negative > 0 ? negativeCells(counts) : undefined;
  const tree = hierarchical ? pathsOf(counts) : undefined;
  return {
    logistic: store(logisticTable()),
    losses: store(lossTable()),
    keeps: sample > 0 ? store(keepProbabilities(counts, total, sample)) : 0,
    cells: drawn ? store(drawn.cells) : 0,
    words: drawn ? store(drawn.words) : 0,
    paths: tree ? store(tree.starts) : 0,
    steps: tree ? store(tree.steps) : 0,
  };
}
