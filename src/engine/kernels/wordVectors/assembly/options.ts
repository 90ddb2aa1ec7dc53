// What the caller sets before the training. Addresses are in bytes; vectors are float32, in rows of `stride`
// bytes, filled up with zeros to whole vectors of the processor.

/** Number of words of the vocabulary, V. */
export let vocabulary: u32 = 0;
/** Length of a word's vector, and bytes of a row. */
export let dimension: u32 = 0;
export let stride: usize = 0;
/** Maximum number of words of the context before a word, and after it. */
export let window: u32 = 5;
/** Whether the context predicts the word (CBOW); else the word predicts each word of the context (skip-gram). */
export let cbow: bool = true;
/** Number of random words that are predicted not to be the word; 0: none. */
export let negative: u32 = 5;
/** Whether words are predicted by their paths in the Huffman tree. */
export let hierarchical: bool = false;
/** The learning rate at the start. */
export let initialRate: f32 = 0.05;
/** Number of words of all passes over the text, plus 1. */
export let allWords: f32 = 1;
/** A pass ends after this number of words. */
export let passWords: f64 = 0;

/** The words' vectors [V, D]. */
export let inputs: usize = 0;
/** The output vectors of words [V, D], for negative sampling. */
export let outputs: usize = 0;
/** The output vectors of the tree's inner nodes [V - 1, D]. */
export let nodes: usize = 0;

/** The probability to keep each word [V] (float32); 0: all are kept. */
export let keeps: usize = 0;
/** The path of word w in the tree is from `paths[w]` to `paths[w + 1]`: 2 * node + code of each step. */
export let paths: usize = 0;
export let steps: usize = 0;
/** The first cell of each word in the original's table of 10^8 cells, and their number at the end [V + 1]. */
export let cells: usize = 0;
/** The word of the first of every 4096 cells. */
export let words: usize = 0;
/** The logistic function from -6 to 6, in 1000 steps. */
export let logistic: usize = 0;
