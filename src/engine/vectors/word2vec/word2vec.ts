import type { TokenIds } from '../../data/idList';
import type { IdSource } from '../../data/storedIds';
import { moduleSettings, type VectorExports } from '../../kernels/wordVectors/exports';
import { newVectorModule } from '../../kernels/wordVectors/vectorModule';
import { paddedShape, putRows, type RowShape, rowsAt } from '../paddedRows';
import { type PieceTrainer, TextPasses } from '../textPasses';
import {
  checkedSize,
  meanLoss,
  outOfMemory,
  type TrainingState,
  type VectorProgress,
  type VectorTraining,
} from '../vectorTraining';
import type { WordVectors } from '../wordVectors';
import { optionNumbers, storeTables } from './moduleSettings';
import type { Word2vecOptions } from './options';
import { initialVectors } from './tables';
import type { WordCounts } from './vocabulary';

/** Number of words that are passed to the WebAssembly module in one call. */
const PIECE = 1 << 13;
/** Bytes of a float32, and of a SIMD vector. Rows are padded to a multiple of the latter. */
const [FLOAT, VECTOR] = [4, 16];
/**
 * Maximum number of bytes of all vectors. The rest of the module's memory (4 GiB) is for tables and word ids.
 */
const MOST_BYTES = 3.5 * 2 ** 30;

/**
 * Trains word vectors that are bit-identical to those of word2vec with one thread (Mikolov et al. 2013), if
 * the C program is compiled without fused multiply-add.
 */
export class Word2vec implements VectorTraining {
  private readonly module: VectorExports;
  private readonly shape: RowShape;
  private readonly passes: TextPasses;
  private readonly inputs: number;
  private readonly outputs: number | undefined;
  private readonly nodes: number | undefined;
  private readonly piece: number;

  /**
   * Begins a training, or continues one from its state. Throws a UserError if there are fewer than two words,
   * or if they need too much memory.
   */
  constructor(
    private readonly vocabulary: WordCounts,
    private readonly options: Word2vecOptions,
    state?: TrainingState,
  ) {
    const { size, negative, hierarchical } = options;
    const V = checkedSize(vocabulary);
    this.shape = paddedShape(size, VECTOR);
    const bytes = V * this.shape.stride;
    const matrices = 1 + Number(negative > 0) + Number(hierarchical);
    const module = bytes * matrices <= MOST_BYTES ? newVectorModule() : undefined;
    if (!module) throw outOfMemory(size, V);
    this.module = module;
    this.passes = new TextPasses(module, { words: vocabulary.total, passes: options.iterations });
    this.inputs = this.reserve(bytes);
    this.outputs = negative > 0 ? this.reserve(bytes) : undefined;
    this.nodes = hierarchical ? this.reserve(bytes) : undefined;
    this.piece = this.reserve(FLOAT * PIECE);
    this.set();
    module.startRate();
    module.start();
    if (state) this.restore(state);
    else this.putRows(this.inputs, initialVectors(V, size));
  }

  get progress(): VectorProgress {
    return this.passes.progress;
  }

  run(ids: IdSource): Generator<void> {
    return this.passes.run(ids, this.trainer());
  }

  /** Returns a copy of the vectors of all words. */
  vectors(): WordVectors {
    return { words: this.vocabulary.words, vectors: this.rows(this.inputs), size: this.options.size };
  }

  /** Does nothing: the training has no other threads. */
  end(): void {}

  state(): TrainingState {
    const { module } = this;
    return {
      position: this.passes.position(),
      inputs: this.rows(this.inputs),
      outputs: this.outputs === undefined ? undefined : this.rows(this.outputs),
      nodes: this.nodes === undefined ? undefined : this.rows(this.nodes),
      sentence: new Int32Array(module.memory.buffer, module.sentence.value, module.length.value).slice(),
    };
  }

  private trainer(): PieceTrainer {
    const { module, piece } = this;
    return {
      piece: PIECE,
      train: (part: TokenIds) => {
        const ids = new Int32Array(module.memory.buffer, piece, part.length);
        ids.set(part);
        const isOver = module.train(piece, piece + ids.byteLength) === 0;
        return { isOver, loss: this.takeLoss() };
      },
      endPass: () => module.endPass(),
    };
  }

  /**
   * Returns the mean loss since the last call. Undefined if there were no predictions. Throws a UserError if it
   * is not finite.
   */
  private takeLoss(): number | undefined {
    const { lossSum, predictions } = this.module;
    const loss = meanLoss(lossSum.value, predictions.value);
    lossSum.value = 0;
    predictions.value = 0;
    return loss;
  }

  private restore({ position, inputs, outputs, nodes, sentence }: TrainingState): void {
    const { module } = this;
    this.passes.restore(position);
    this.putRows(this.inputs, inputs);
    if (this.outputs !== undefined && outputs) this.putRows(this.outputs, outputs);
    if (this.nodes !== undefined && nodes) this.putRows(this.nodes, nodes);
    new Int32Array(module.memory.buffer, module.sentence.value, sentence.length).set(sentence);
    module.length.value = sentence.length;
  }

  /** Returns a copy of a matrix [V, D]. */
  private rows(address: number): Float32Array {
    const { module, shape, vocabulary } = this;
    return rowsAt(module.memory, address, vocabulary.words.length, shape);
  }

  private putRows(address: number, rows: Float32Array): void {
    putRows(this.module.memory, address, rows, this.shape);
  }

  private set(): void {
    const { module, options, vocabulary } = this;
    const settings = {
      ...optionNumbers(vocabulary, options),
      ...storeTables(vocabulary, options, values => this.store(values)),
      dimension: options.size,
      stride: this.shape.stride,
      inputs: this.inputs,
      outputs: this.outputs ?? 0,
      nodes: this.nodes ?? 0,
    };
    for (const name of moduleSettings) module[name].value = settings[name];
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
