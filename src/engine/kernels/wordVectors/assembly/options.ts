// The options that the caller sets before training. Addresses are in bytes. Vectors are float32, stored in
// rows of `stride` bytes. Rows are padded with zeros to a multiple of the size of a SIMD vector.

/** Number of words of the vocabulary, V. */
export let vocabulary: u32 = 0;
/** Number of elements of a word vector, D. `stride` is the number of bytes of a row, including padding. */
export let dimension: u32 = 0;
export let stride: usize = 0;
/** Maximum number of words of the context on each side of a word. */
export let window: u32 = 5;
/**
 * Whether to train CBOW, in which the context predicts the word. If false, trains skip-gram, in which each
 * context word is paired with the word.
 */
export let cbow: bool = true;
/** Number of random words per prediction in negative sampling; 0 means no negative sampling. */
export let negative: u32 = 5;
/** Whether to use hierarchical softmax: words are predicted by their paths in the Huffman tree. */
export let hierarchical: bool = false;
/** The initial learning rate. */
export let initialRate: f32 = 0.05;
/**
 * Number of words of all passes over the text together, plus 1 (as in word2vec). The learning rate falls over
 * these words.
 */
export let allWords: f32 = 1;
/** Number of words after which a pass over the text ends. */
export let passWords: f64 = 0;

/** Address of the input vectors of the words, [V, D]. They are the result of training. */
export let inputs: usize = 0;
/** Address of the output vectors of the words, [V, D], for negative sampling. */
export let outputs: usize = 0;
/** Address of the output vectors of the tree's inner nodes, [V - 1, D], for hierarchical softmax. */
export let nodes: usize = 0;

/**
 * Address of the probabilities of keeping an occurrence of each word, [V] (float32). Address 0 means that all
 * occurrences are kept.
 */
export let keeps: usize = 0;
/**
 * Address of the indices in `steps` at which the path of each word starts, [V + 1]. The path of word w has
 * the steps `paths[w]` to `paths[w + 1]` - 1. Each step is the number 2 * node + code, where the code (0 or
 * 1) is the branch taken at the node.
 */
export let paths: usize = 0;
export let steps: usize = 0;
/**
 * Address of the first cell of each word in word2vec's table of 10^8 cells, [V + 1]. The last entry is the
 * number of cells. The table itself, from which negative samples are drawn, is not stored.
 */
export let cells: usize = 0;
/**
 * Address of the words of every 4096th cell of word2vec's table. The search for the word of any other cell
 * starts from the last of these cells before it.
 */
export let words: usize = 0;
/** Address of a table of the logistic function, with 1000 entries for arguments from -6 to 6. */
export let logistic: usize = 0;
/** Address of a table of -ln of the values in the table `logistic`. */
export let losses: usize = 0;
