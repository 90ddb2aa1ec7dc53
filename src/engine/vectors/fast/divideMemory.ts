import type { FastSettings } from '../../kernels/fastVectors/fastExports';
import type { RowShape } from '../paddedRows';
import type { SubwordRows } from '../subwords';
import { optionNumbers, storeTables } from '../word2vec/moduleSettings';
import type { Word2vecOptions } from '../word2vec/options';
import type { WordCounts } from '../word2vec/vocabulary';
import type { FastMemory } from './fastMemory';
import { TICKETS } from './shardRounds';

/** Number of words that are planned at a time. */
export const PIECE = 1 << 14;
/** Maximum number of words of a sentence, and of steps of a word's path in the Huffman tree. */
const [SENTENCE, DEEPEST] = [1000, 40];
/**
 * Number of shards of a round, and of positions of each. They belong to the result, so they do not depend on
 * the machine. With a tree, all positions change the nodes near its root, and shards that do not see each
 * other's changes would differ too much from word2vec. So there is only one.
 */
const SHARDS = { samples: 2, tree: 1 };
const POSITIONS = 128;
/** Maximum number of threads that can share a round. */
export const MOST_THREADS = SHARDS.samples;
/** Bytes of a number, of a planned position, and of a shard's header. */
const [FLOAT, JOB, HEADER] = [4, 24, 64];

/** Divides the memory of a training, and stores its tables. Returns the settings of the module. */
export function divideMemory(
  memory: FastMemory,
  vocabulary: WordCounts,
  options: Word2vecOptions,
  { shape, subwords }: { readonly shape: RowShape; readonly subwords?: SubwordRows },
): FastSettings {
  const V = vocabulary.words.length;
  const { stride } = shape;
  const firstOutput = V + (subwords?.buckets.length ?? 0);
  const firstNode = firstOutput + (options.negative > 0 ? V : 0);
  const rows = firstNode + (options.hierarchical ? V : 0);
  const shards = options.hierarchical ? SHARDS.tree : SHARDS.samples;
  const capacity = Math.min(rows, POSITIONS * rowsOfPosition(options, subwords));
  return {
    ...optionNumbers(vocabulary, options),
    stride,
    rows,
    firstOutput,
    firstNode,
    shards,
    positions: POSITIONS,
    capacity,
    matrix: memory.reserve(rows * stride),
    piece: memory.reserve(FLOAT * PIECE),
    sentence: memory.reserve(FLOAT * SENTENCE),
    text: memory.reserve(FLOAT * (PIECE + SENTENCE)),
    jobs: memory.reserve(JOB * (PIECE + SENTENCE)),
    headers: memory.reserve(HEADER * shards),
    places: memory.reserve(FLOAT * rows * shards),
    changedRows: memory.reserve(FLOAT * capacity * shards),
    copies: memory.reserve(stride * capacity * shards),
    tickets: memory.reserve(TICKETS),
    scratch: memory.reserve(2 * stride * shards),
    subwordStarts: subwords ? memory.store(subwords.starts) : 0,
    subwordRows: subwords ? memory.store(subwords.rows) : 0,
    ...storeTables(vocabulary, options, values => memory.store(values)),
  };
}

/** Returns the maximum number of rows that the training of a position changes. */
function rowsOfPosition(
  { window, negative, cbow, hierarchical }: Word2vecOptions,
  subwords: SubwordRows | undefined,
): number {
  const context = 2 * window;
  const predictions = cbow ? 1 : context;
  const outputs = 1 + predictions * negative + (hierarchical ? DEEPEST : 0);
  return context * longestList(subwords) + outputs;
}

/** Returns the maximum number of input rows of a word. */
function longestList(subwords: SubwordRows | undefined): number {
  if (!subwords) return 1;
  return subwords.starts.reduce((most, end, i, starts) => Math.max(most, end - (starts[i - 1] ?? 0)), 1);
}
