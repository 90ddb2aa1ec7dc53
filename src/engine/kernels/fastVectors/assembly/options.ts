// The options of fast mode that word2vec does not have. All vectors are rows of one matrix of float32:
// first the input vectors, then the output vectors of words, then those of the tree's inner nodes. Rows have
// `stride` bytes (assembly/options.ts), padded with zeros to a multiple of 64.

/** The address of the matrix, and its number of rows. */
export let matrix: usize = 0;
export let rows: u32 = 0;
/** The first row of the output vectors of words, and of those of inner nodes. */
export let firstOutput: u32 = 0;
export let firstNode: u32 = 0;

/** Number of shards of a round, and of positions of a shard. */
export let shards: u32 = 1;
export let positions: u32 = 1;
/** Maximum number of rows that a shard can change. */
export let capacity: u32 = 0;

/**
 * Where the list of a word's input rows starts in `subwordRows`: those of the word and its subwords. The list
 * of word w is from `subwordStarts[w]` to `subwordStarts[w + 1]`. Address 0 means that a word has one row.
 */
export let subwordStarts: usize = 0;
export let subwordRows: usize = 0;

/** Addresses of the memory in which a piece of text is planned. */
export let sentence: usize = 0;
export let text: usize = 0;
export let jobs: usize = 0;

/** Addresses of the memory of all shards (shard.ts). */
export let headers: usize = 0;
export let places: usize = 0;
export let changedRows: usize = 0;
export let copies: usize = 0;
/** Address of the numbers of tasks that were taken and that are done (rounds.ts). Zero before each piece. */
export let tickets: usize = 0;
/** Two rows per shard, for the mean of a context and its error. */
export let scratch: usize = 0;
