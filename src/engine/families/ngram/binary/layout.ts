/**
 * The binary format of n-gram models. It contains the arrays of a `BackoffModel` with all their bits, so a model
 * is opened without parsing or copying. All numbers are little-endian, as on all supported platforms.
 *
 * | byte | content |
 * |---|---|
 * | 0 | `elman-lab ngram`, then a newline |
 * | 16 | version of the format (u32): 1 |
 * | 20 | checksum (u32) of all bytes from 24 on |
 * | 24 | length of the description in bytes (u32) |
 * | 28 | order (u32) |
 * | 32 | number of n-grams of each length, from 1 to the order (u32 each); the 1-grams include `<s>` |
 * | then | the description, in JSON: `{"unit": ..., "symbols": [...]}`; spaces up to a multiple of 8 bytes |
 * | then | log10 P, then log10 of the back-off weight of each node of the trie (f64 each) |
 * | then | word, then first child, then suffix of each node (i32 each). There is one first child more than nodes |
 *
 * The nodes are those of `Trie`: the empty n-gram, then the n-grams by length, history and last word. Up to
 * seven zeros follow, so that the file has a multiple of 8 bytes.
 */
export const MAGIC = 'elman-lab ngram\n';
export const VERSION = 1;
export const [VERSION_AT, CHECKSUM_AT, CHECKED_FROM] = [16, 20, 24];
export const [DESCRIPTION_AT, ORDER_AT, COUNTS_AT] = [24, 28, 32];
/** Maximum length of n-grams in a file, as in ARPA files. */
export const HIGHEST_ORDER = 32;

/** Where the parts of a file begin. */
export interface BinaryLayout {
  readonly description: number;
  readonly logProbs: number;
  readonly backOffs: number;
  readonly words: number;
  readonly children: number;
  readonly suffixes: number;
  /** The length of the file. */
  readonly end: number;
}

/** `counts`: number of n-grams of each length. `description`: length of the description in bytes. */
export function layoutOf(counts: readonly number[], description: number): BinaryLayout {
  const nodes = counts.reduce((sum, count) => sum + count, 1);
  const from = COUNTS_AT + 4 * counts.length;
  const logProbs = eights(from + description);
  const backOffs = logProbs + 8 * nodes;
  const words = backOffs + 8 * nodes;
  const children = words + 4 * nodes;
  const suffixes = children + 4 * (nodes + 1);
  return {
    description: from,
    logProbs,
    backOffs,
    words,
    children,
    suffixes,
    end: eights(suffixes + 4 * nodes),
  };
}

/** Rounds up to a multiple of 8. */
const eights = (bytes: number) => 8 * Math.ceil(bytes / 8);

const FACTOR = 0x9e3779b1; // 2^32 divided by the golden ratio

/**
 * Continues a checksum with 32-bit words. Every step is a permutation of the sum, so a change of one word always
 * changes it. It detects damage, not intent.
 */
export function checksum(words: Int32Array, before: number): number {
  let sum = before;
  for (let i = 0; i < words.length; i++) {
    sum = Math.imul(sum ^ words[i], FACTOR);
    sum ^= sum >>> 15;
  }
  return sum;
}
