import { SENTENCE_END } from './word2vec/readWords';
import type { WordCounts } from './word2vec/vocabulary';

/** Maximum number of buckets: their numbers are 32-bit integers. */
export const MOST_BUCKETS = 2 ** 31 - 1;
/** The number of buckets in fastText. */
export const BUCKETS = 2_000_000;

/** Which parts of words have vectors, as in fastText (Bojanowski et al. 2017). */
export interface SubwordOptions {
  /** Minimum and maximum number of characters of a part. */
  readonly minimum: number;
  readonly maximum: number;
  /** Number of buckets. Parts with the same hash modulo this number share a vector. */
  readonly buckets: number;
}

/** The vectors of the parts of words. Words that were not in the training text get vectors from them. */
export interface Subwords {
  readonly options: SubwordOptions;
  /** The buckets that have a vector, in ascending order. */
  readonly buckets: Int32Array;
  /** The vectors of the buckets, row by row. */
  readonly vectors: Float32Array;
}

/** The input rows of the words of a vocabulary. */
export interface SubwordRows {
  /** The buckets of all parts of words, in ascending order. Only these have rows, after those of the words. */
  readonly buckets: Int32Array;
  /** The rows of word w are `rows[starts[w]]` to `rows[starts[w + 1] - 1]`: its own, then those of its parts. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

/** Assigns rows to words and their parts. The end of a sentence has no parts. */
export function subwordRows({ words }: WordCounts, options: SubwordOptions): SubwordRows {
  const parts = words.map(word => (word === SENTENCE_END ? [] : bucketsOf(word, options)));
  const buckets = Int32Array.from(distinct(parts)).sort();
  const rowOf = new Map(Array.from(buckets, (bucket, i) => [bucket, words.length + i]));
  const starts = new Uint32Array(words.length + 1);
  const rows: number[] = [];
  for (const [word, own] of parts.entries()) {
    rows.push(word);
    for (const bucket of own) rows.push(rowOf.get(bucket) ?? 0);
    starts[word + 1] = rows.length;
  }
  return { buckets, starts, rows: Uint32Array.from(rows) };
}

function distinct(lists: readonly (readonly number[])[]): Set<number> {
  const all = new Set<number>();
  for (const list of lists) for (const each of list) all.add(each);
  return all;
}

/**
 * Returns the vector of a word that has none: the mean of the vectors of its parts. Parts that occur in no
 * word of the training text are left out. Undefined if all are.
 */
export function vectorOfParts(
  { options, buckets, vectors }: Subwords,
  word: string,
  size: number,
): Float32Array | undefined {
  const rows = bucketsOf(word, options).flatMap(bucket => indexIn(buckets, bucket) ?? []);
  if (rows.length === 0) return undefined;
  return meanOfRows(vectors, rows, size);
}

/** Returns the index of a number in an ascending list. Undefined if the list does not contain it. */
function indexIn(list: Int32Array, number: number): number | undefined {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < number) low = middle + 1;
    else high = middle;
  }
  return list[low] === number ? low : undefined;
}

/** Returns the mean of some rows. */
export function meanOfRows(vectors: Float32Array, rows: Iterable<number>, size: number): Float32Array {
  const sum = new Float32Array(size);
  let count = 0;
  for (const row of rows) {
    for (let k = 0; k < size; k++) sum[k] += vectors[row * size + k];
    count++;
  }
  return sum.map(value => value / count);
}

/**
 * Returns the buckets of the parts of a word, which has one character per byte: of all character n-grams of
 * `<word>` with the allowed lengths. A single `<` or `>` is not a part.
 */
export function bucketsOf(word: string, { minimum, maximum, buckets }: SubwordOptions): number[] {
  const letters = `<${word}>`.match(CHARACTER) ?? [];
  const found: number[] = [];
  for (let first = 0; first < letters.length; first++) {
    let part = '';
    for (let n = 1; n <= maximum && first + n <= letters.length; n++) {
      part += letters[first + n - 1];
      const isBracket = n === 1 && (first === 0 || first + 1 === letters.length);
      if (n >= minimum && !isBracket) found.push(hashOf(part) % buckets);
    }
  }
  return found;
}

/** A character in UTF-8, with one character per byte. Bytes that continue no character belong to the one before. */
const CHARACTER = /[^\x80-\xbf][\x80-\xbf]*/g;

/** Returns fastText's hash of bytes: FNV-1a, but bytes above 127 are negative. */
function hashOf(bytes: string): number {
  let hash = 2166136261;
  for (let i = 0; i < bytes.length; i++)
    hash = Math.imul(hash ^ ((bytes.charCodeAt(i) << 24) >> 24), 16777619);
  return hash >>> 0;
}
