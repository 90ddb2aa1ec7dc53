import type { IdSource } from '../../data/storedIds';
import { moduleSettings, type VectorExports } from '../../kernels/wordVectors/exports';
import { newVectorModule } from '../../kernels/wordVectors/vectorModule';
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
/** Bytes of a float32, and of a SIMD vector. Rows are padded to a multiple of the SIMD vector. */
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
  private readonly stride: number; // number of bytes of a vector in memory, with padding
  private readonly inputs: number;
  private readonly outputs: number | undefined;
  private readonly nodes: number | undefined;
  private readonly piece: number;
  private pass = 0;
  private at = 0; // index of the next word in the text
  private loss: number | undefined;

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
    this.stride = Math.ceil((FLOAT * size) / VECTOR) * VECTOR;
    const matrices = 1 + Number(negative > 0) + Number(hierarchical);
    const module = V * this.stride * matrices <= MOST_BYTES ? newVectorModule() : undefined;
    if (!module) throw outOfMemory(size, V);
    this.module = module;
    this.inputs = this.reserve(V * this.stride);
    this.outputs = negative > 0 ? this.reserve(V * this.stride) : undefined;
    this.nodes = hierarchical ? this.reserve(V * this.stride) : undefined;
    this.piece = this.reserve(FLOAT * PIECE);
    this.set();
    module.startRate();
    module.start();
    if (state) this.restore(state);
    else this.putRows(this.inputs, initialVectors(V, size));
  }

  get progress(): VectorProgress {
    const { loss, module, options, pass, vocabulary } = this;
    const { total } = vocabulary;
    const words = pass * total + module.passed.value;
    return { words, allWords: options.iterations * total, rate: module.rate.value, loss };
  }

  /**
   * Trains to the end. A pass ends when as many words have been read as the sum of all counts in the
   * vocabulary. Words after the last sentence end are left out.
   */
  *run(ids: IdSource): Generator<void> {
    while (this.pass < this.options.iterations) {
      yield* this.runPass(ids);
      this.module.endPass();
      this.pass++;
      this.at = 0;
    }
  }

  /** Returns a copy of the vectors of all words. */
  vectors(): WordVectors {
    return { words: this.vocabulary.words, vectors: this.rows(this.inputs), size: this.options.size };
  }

  /** Does nothing: the training has no other threads. */
  end(): void {}

  state(): TrainingState {
    const { module } = this;
    const position = {
      pass: this.pass,
      at: this.at,
      passed: module.passed.value,
      changed: module.changed.value,
      counted: module.counted.value,
      rate: module.rate.value,
      random: BigInt.asUintN(64, module.random.value).toString(),
    };
    return {
      position,
      inputs: this.rows(this.inputs),
      outputs: this.outputs === undefined ? undefined : this.rows(this.outputs),
      nodes: this.nodes === undefined ? undefined : this.rows(this.nodes),
      sentence: new Int32Array(module.memory.buffer, module.sentence.value, module.length.value).slice(),
    };
  }

  private *runPass(ids: IdSource): Generator<void> {
    const { module, piece } = this;
    while (this.at < ids.length) {
      const part = ids.subarray(this.at, this.at + PIECE);
      new Int32Array(module.memory.buffer, piece, part.length).set(part);
      const isUnfinished = module.train(piece, piece + FLOAT * part.length) !== 0;
      this.at += part.length;
      this.takeLoss();
      if (!isUnfinished) return;
      yield;
    }
  }

  /** Sets the loss of the last slice. Throws a UserError if it is not finite. */
  private takeLoss(): void {
    const { lossSum, predictions } = this.module;
    this.loss = meanLoss(lossSum.value, predictions.value);
    lossSum.value = 0;
    predictions.value = 0;
  }

  private restore({ position, inputs, outputs, nodes, sentence }: TrainingState): void {
    const { module } = this;
    this.pass = position.pass;
    this.at = position.at;
    module.passed.value = position.passed;
    module.changed.value = position.changed;
    module.counted.value = position.counted;
    module.rate.value = position.rate;
    module.random.value = BigInt(position.random);
    this.putRows(this.inputs, inputs);
    if (this.outputs !== undefined && outputs) this.putRows(this.outputs, outputs);
    if (this.nodes !== undefined && nodes) this.putRows(this.nodes, nodes);
    new Int32Array(module.memory.buffer, module.sentence.value, sentence.length).set(sentence);
    module.length.value = sentence.length;
  }

  /** Returns a copy of a matrix [V, D] without the padding of its rows. */
  private rows(address: number): Float32Array {
    const { module, stride } = this;
    const { size } = this.options;
    const rows = new Float32Array(this.vocabulary.words.length * size);
    for (let row = 0; row * size < rows.length; row++)
      rows.set(new Float32Array(module.memory.buffer, address + row * stride, size), row * size);
    return rows;
  }

  private putRows(address: number, rows: Float32Array): void {
    const { module, stride } = this;
    const { size } = this.options;
    for (let row = 0; row * size < rows.length; row++)
      new Float32Array(module.memory.buffer, address + row * stride, size).set(
        rows.subarray(row * size, (row + 1) * size),
      );
  }

  private set(): void {
    const { module, options, vocabulary } = this;
    const settings = {
      ...optionNumbers(vocabulary, options),
      ...storeTables(vocabulary, options, values => this.store(values)),
      dimension: options.size,
      stride: this.stride,
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
