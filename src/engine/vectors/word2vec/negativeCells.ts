/** Number of cells in word2vec's table of words, from which negative samples are drawn. */
export const CELLS = 100_000_000;
/** Distance between two cells of the table whose words are stored in `NegativeCells.words`. */
const INDEXED = 4096;

/** The contents of word2vec's table of words in a compact form. The table itself is not stored. */
export interface NegativeCells {
  /** The first cell of each word, [V + 1]. The last entry is the number of cells. */
  readonly cells: Uint32Array;
  /**
   * The word in every 4096th cell. The search for the word of another cell starts from the nearest one before
   * it.
   */
  readonly words: Uint32Array;
}

/**
 * Returns the cells of each word in word2vec's table of 10^8 cells. A word's number of cells is proportional
 * to count^0.75. The table itself would take 400 MB. In word2vec, the last cell of a word is the first cell
 * `a` for which a / 10^8 exceeds the sum of the shares so far. This condition is computed here in doubles as
 * in word2vec, so the cells are the same.
 */
export function negativeCells(counts: Float64Array): NegativeCells {
  const weights = counts.map(count => Math.sqrt(count) * Math.sqrt(Math.sqrt(count)));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const cells = new Uint32Array(counts.length + 1).fill(CELLS);
  cells[0] = 0;
  let share = 0;
  for (let word = 0; word + 1 < counts.length; word++) {
    share += weights[word] / all;
    let cell = Math.max(cells[word], Math.floor(share * CELLS) - 1);
    while (cell < CELLS && cell / CELLS <= share) cell++;
    cells[word + 1] = Math.min(cell + 1, CELLS);
  }
  return { cells, words: indexOf(cells) };
}

function indexOf(cells: Uint32Array): Uint32Array {
  const words = new Uint32Array(Math.ceil(CELLS / INDEXED));
  for (let i = 0, word = 0; i < words.length; i++) {
    while (cells[word + 1] <= i * INDEXED) word++;
    words[i] = word;
  }
  return words;
}
