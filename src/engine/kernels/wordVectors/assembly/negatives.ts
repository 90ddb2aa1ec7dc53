import { cells, vocabulary, words } from './options';
import { draw } from './random';

/** Number of cells in word2vec's table of words, from which negative samples are drawn. */
const CELLS: u64 = 100_000_000;

/**
 * Draws a word for negative sampling as word2vec does: from its table or, if the table gives `</s>` (word 0),
 * uniformly from all other words.
 */
@inline
export function drawWord(): u32 {
  const number = draw();
  const word = wordAt(<u32>((number >> 16) % CELLS));
  return word == 0 ? <u32>(number % (vocabulary - 1)) + 1 : word;
}

/** Returns the word to which a cell of word2vec's table belongs. */
@inline
function wordAt(cell: u32): u32 {
  let word = load<u32>(words + 4 * <usize>(cell >> 12));
  while (load<u32>(cells + 4 * <usize>(word + 1)) <= cell) word++;
  return word;
}
