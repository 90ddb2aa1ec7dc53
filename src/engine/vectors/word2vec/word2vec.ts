import { UserError } from '../../../protocol/userError';
import type { IdSource } from '../../data/storedIds';
import type { VectorExports } from '../../kernels/wordVectors/exports';
import { newVectorModule } from '../../kernels/wordVectors/vectorModule';
import type { WordVectors } from '../wordVectors';
import { pathsOf } from './huffmanPaths';
import { negativeCells } from './negativeCells';
import { initialVectors, keepProbabilities, logisticTable } from './tables';
import type { WordCounts } from './vocabulary';

/** The options of word2vec. */
export interface Word2vecOptions {
  /** Number of elements of a word vector, D. */
  readonly size: number;
  /** Maximum number of words of the context on each side of a word. */
  readonly window: number;
  /**
   * Threshold for frequent words: occurrences of words with a larger share of the text are left out at
   * random. 0 means none.
   */
  readonly sample: number;
  /** Number of random words for negative sampling; 0 means no negative sampling. */
  readonly negative: number;
  /** Whether to use hierarchical softmax: words are predicted by their paths in a Huffman tree. */
  readonly hierarchical: boolean;
  /**
   * Whether to train CBOW, in which the context predicts the word. If false, trains skip-gram, in which each
   * context word is paired with the word.
   */
  readonly cbow: boolean;
  /** The initial learning rate. */
  readonly alpha: number;
  /** Number of passes over the text. */
  readonly iterations: number;
}

/** Number of words that are passed to the WebAssembly module in one call. */
const PIECE = 1 << 16;
/** Bytes of a float32, and of a SIMD vector. Rows are padded to a multiple of the SIMD vector. */
const [FLOAT, VECTOR] = [4, 16];
/** Maximum number of bytes of the WebAssembly module's memory, without the tables of words. */
const MOST_BYTES = 3.5 * 2 ** 30;

/**
 * Trains word vectors that are bit-identical to those of word2vec with one thread (Mikolov et al. 2013), if
 * the C program is compiled without fused multiply-add.
 */
export class Word2vec {
  private readonly module: VectorExports;
  private readonly stride: number; // number of bytes of a vector in memory, with padding
  private readonly inputs: number;
  private readonly piece: number;

  /**
   * Allocates the vectors. Throws a UserError if there are fewer than two words, or if they need too much
   * memory.
   */
  constructor(
    private readonly vocabulary: WordCounts,
    private readonly options: Word2vecOptions,
  ) {
    const { size, negative, hierarchical } = options;
    const V = vocabulary.words.length;
    if (V < 2) throw new UserError('No word is frequent enough to get a vector. Lower the minimum count.');
    this.stride = Math.ceil((FLOAT * size) / VECTOR) * VECTOR;
    const matrices = 1 + Number(negative > 0) + Number(hierarchical);
    const module = V * this.stride * matrices <= MOST_BYTES ? newVectorModule() : undefined;
    if (!module) {
      throw new UserError(
        'Vectors of {0} numbers for {1} words need more memory than there is. Lower the size, or raise the minimum count.',
        [size, V],
      );
    }
    this.module = module;
    this.inputs = this.reserve(V * this.stride);
    this.piece = this.reserve(FLOAT * PIECE);
    this.setOptions();
    this.setVectors();
    this.setTables();
    module.startRate();
    module.start();
  }

  /** The current learning rate. */
  get rate(): number {
    return this.module.rate.value;
  }

  /** Number of words that were read in the current pass. */
  get passed(): number {
    return this.module.passed.value;
  }

  /**
   * Trains on the text in one pass. Yields repeatedly, so that the caller can report progress. Ends after as
   * many words as the vocabulary counts. Words after the last sentence end are left out.
   */
  *pass(ids: IdSource): Generator<void> {
    const { module, piece } = this;
    for (let at = 0; at < ids.length; at += PIECE) {
      const part = ids.subarray(at, at + PIECE);
      new Int32Array(module.memory.buffer, piece, part.length).set(part);
      if (module.train(piece, piece + FLOAT * part.length) === 0) break;
      yield;
    }
    module.endPass();
  }

  /** Returns a copy of the vectors of all words. */
  vectors(): WordVectors {
    const { inputs, module, options, stride, vocabulary } = this;
    const { size } = options;
    const { words } = vocabulary;
    const vectors = new Float32Array(words.length * size);
    for (let word = 0; word < words.length; word++)
      vectors.set(new Float32Array(module.memory.buffer, inputs + word * stride, size), word * size);
    return { words, vectors, size };
  }

  private setOptions(): void {
    const { module, options, vocabulary } = this;
    module.vocabulary.value = vocabulary.words.length;
    module.dimension.value = options.size;
    module.stride.value = this.stride;
    module.window.value = options.window;
    module.cbow.value = Number(options.cbow);
    module.negative.value = options.negative;
    module.hierarchical.value = Number(options.hierarchical);
    module.initialRate.value = options.alpha;
    module.allWords.value = options.iterations * vocabulary.total + 1;
    module.passWords.value = vocabulary.total;
  }

  private setVectors(): void {
    const { inputs, module, options, stride, vocabulary } = this;
    const { size } = options;
    const V = vocabulary.words.length;
    const initial = initialVectors(V, size);
    for (let word = 0; word < V; word++) {
      const row = new Float32Array(module.memory.buffer, inputs + word * stride, size);
      row.set(initial.subarray(word * size, (word + 1) * size));
    }
    module.inputs.value = inputs;
    if (options.negative > 0) module.outputs.value = this.reserve(V * stride);
    if (options.hierarchical) module.nodes.value = this.reserve(V * stride);
  }

  private setTables(): void {
    const { module, options, vocabulary } = this;
    const { counts, total } = vocabulary;
    module.logistic.value = this.store(logisticTable());
    if (options.sample > 0) module.keeps.value = this.store(keepProbabilities(counts, total, options.sample));
    if (options.negative > 0) {
      const { cells, words } = negativeCells(counts);
      module.cells.value = this.store(cells);
      module.words.value = this.store(words);
    }
    if (options.hierarchical) {
      const { starts, steps } = pathsOf(counts);
      module.paths.value = this.store(starts);
      module.steps.value = this.store(steps);
    }
  }

  private store(values: Float32Array | Uint32Array): number {
    const address = this.reserve(values.byteLength);
    new Uint8Array(this.module.memory.buffer, address, values.byteLength).set(
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
    return address;
  }

  private reserve(bytes: number): number {
    return this.module.reserve(bytes) >>> 0;
  }
}
