import type { IdSource } from '../../data/storedIds';
import type { FastExports, FastSettings } from '../../kernels/fastVectors/fastExports';
import {
  fastModule,
  instantiateFast,
  MERGE,
  operationsOf,
  TRAIN,
} from '../../kernels/fastVectors/fastModule';
import type { Operation, ThreadPool } from '../../kernels/parallel/threadPool';
import { meanOfRows, type SubwordRows, subwordRows } from '../subwords';
import {
  checkedSize,
  meanLoss,
  outOfMemory,
  type TrainingState,
  type VectorProgress,
  type VectorTraining,
} from '../vectorTraining';
import type { Word2vecOptions } from '../word2vec/options';
import { initialVectors } from '../word2vec/tables';
import type { WordCounts } from '../word2vec/vocabulary';
import type { WordVectors } from '../wordVectors';
import { divideMemory, PIECE } from './divideMemory';
import { FastMemory, type RowShape } from './fastMemory';

/** Starts the other threads of a training, with the same module, memory and settings. */
export type StartVectorThreads = (
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  settings: FastSettings,
) => Promise<VectorThreads>;

export interface VectorThreads {
  readonly pool: ThreadPool;
  /** Ends the threads. */
  end(): void;
}

export interface FastTrainingParams {
  readonly vocabulary: WordCounts;
  readonly options: Word2vecOptions;
  /** The state from which the training continues. */
  readonly state?: TrainingState;
  /** Absent: the training has one thread. */
  readonly startThreads?: StartVectorThreads;
}

/** Bytes of a float32. Rows are padded to a multiple of the latter. */
const [FLOAT, ALIGNMENT] = [4, 64];
/** Bytes of a shard's header, and the positions of its sum of losses and number of predictions. */
const [HEADER, LOSS, PREDICTIONS] = [64, 8, 16];

/**
 * Trains the vectors of word2vec on several threads: from the same positions, with the same random numbers. A
 * round consists of shards, consecutive ranges of positions. Each shard changes copies of the rows that it
 * needs; then the changes of all shards are added in their order. So the results do not depend on the number
 * of threads, and differ little from word2vec's.
 */
export class FastTraining implements VectorTraining {
  private readonly shape: RowShape;
  private threads: VectorThreads | undefined;
  private readonly operations: readonly Operation[];
  private pass = 0;
  private at = 0; // index of the next word in the text
  private loss: number | undefined;

  private constructor(
    private readonly params: FastTrainingParams,
    private readonly memory: FastMemory,
    private readonly settings: FastSettings,
    private readonly wasm: FastExports,
    private readonly subwords: SubwordRows | undefined,
  ) {
    this.shape = shapeOf(params.options);
    this.operations = operationsOf(wasm);
  }

  /**
   * Begins a training, or continues one from its state. Throws a UserError if there are fewer than two words,
   * or if they need too much memory.
   */
  static async begin(params: FastTrainingParams): Promise<FastTraining> {
    const { options, startThreads, vocabulary } = params;
    const V = checkedSize(vocabulary);
    const module = fastModule();
    if (!module) throw outOfMemory(options.size, V);
    const subwords = options.subwords && subwordRows(vocabulary, options.subwords);
    const { memory, settings } = dividedMemory(params, subwords);
    const wasm = instantiateFast(module, memory.memory, settings);
    const training = new FastTraining(params, memory, settings, wasm, subwords);
    training.start();
    training.threads = await startThreads?.(module, memory.memory, settings);
    return training;
  }

  get progress(): VectorProgress {
    const { loss, params, pass, wasm } = this;
    const { total } = params.vocabulary;
    const words = pass * total + wasm.passed.value;
    return { words, allWords: params.options.iterations * total, rate: wasm.rate.value, loss };
  }

  /** Ends the other threads. The training continues with one. */
  end(): void {
    this.threads?.end();
    this.threads = undefined;
  }

  *run(ids: IdSource): Generator<void> {
    while (this.pass < this.params.options.iterations) {
      yield* this.runPass(ids);
      this.wasm.endPass();
      this.pass++;
      this.at = 0;
    }
  }

  vectors(): WordVectors {
    const { params, settings, shape, subwords } = this;
    const { words } = params.vocabulary;
    const { size } = shape;
    const options = params.options.subwords;
    if (!options || !subwords) return { words, vectors: this.rows(0, words.length), size };
    const inputs = this.rows(0, settings.firstOutput);
    const { buckets, rows, starts } = subwords;
    const vectors = new Float32Array(words.length * size);
    for (let word = 0; word < words.length; word++)
      vectors.set(meanOfRows(inputs, rows.subarray(starts[word], starts[word + 1]), size), word * size);
    return {
      words,
      vectors,
      size,
      subwords: { options, buckets, vectors: inputs.slice(words.length * size) },
    };
  }

  state(): TrainingState {
    const { memory, params, settings, wasm } = this;
    const { firstNode, firstOutput, rows } = settings;
    const position = {
      pass: this.pass,
      at: this.at,
      passed: wasm.passed.value,
      changed: wasm.changed.value,
      counted: wasm.counted.value,
      rate: wasm.rate.value,
      random: BigInt.asUintN(64, wasm.planned.value).toString(),
    };
    return {
      position,
      inputs: this.rows(0, firstOutput),
      outputs: params.options.negative > 0 ? this.rows(firstOutput, firstNode) : undefined,
      nodes: params.options.hierarchical ? this.rows(firstNode, rows) : undefined,
      sentence: new Int32Array(memory.memory.buffer, settings.sentence, wasm.length.value).slice(),
    };
  }

  private rows(from: number, to: number): Float32Array {
    const { memory, settings, shape } = this;
    return memory.rows(settings.matrix + from * shape.stride, to - from, shape);
  }

  private start(): void {
    const { params, wasm } = this;
    wasm.startRate();
    wasm.startPlan();
    if (params.state) this.restore(params.state);
    else this.put(0, initialVectors(this.settings.firstOutput, params.options.size));
  }

  private restore({ position, inputs, outputs, nodes, sentence }: TrainingState): void {
    const { memory, settings, wasm } = this;
    this.pass = position.pass;
    this.at = position.at;
    wasm.passed.value = position.passed;
    wasm.changed.value = position.changed;
    wasm.counted.value = position.counted;
    wasm.rate.value = position.rate;
    wasm.planned.value = BigInt(position.random);
    this.put(0, inputs);
    if (outputs) this.put(settings.firstOutput, outputs);
    if (nodes) this.put(settings.firstNode, nodes);
    new Int32Array(memory.memory.buffer, settings.sentence, sentence.length).set(sentence);
    wasm.length.value = sentence.length;
  }

  private put(row: number, values: Float32Array): void {
    const { memory, settings, shape } = this;
    memory.putRows(settings.matrix + row * shape.stride, values, shape);
  }

  private *runPass(ids: IdSource): Generator<void> {
    const { memory, settings, wasm } = this;
    while (this.at < ids.length) {
      const part = ids.subarray(this.at, this.at + PIECE);
      new Int32Array(memory.memory.buffer, settings.piece, part.length).set(part);
      this.train(wasm.plan(settings.piece, settings.piece + FLOAT * part.length));
      this.at += part.length;
      this.takeLoss();
      if (wasm.isOver.value !== 0) return;
      yield;
    }
  }

  /** Trains on the planned positions, round after round. */
  private train(count: number): void {
    const { positions, shards } = this.settings;
    for (let from = 0; from < count; from += positions * shards) {
      this.share(TRAIN, (part, parts) => [from, count, part, parts]);
      this.share(MERGE, (part, parts) => [part, parts]);
    }
  }

  /** Divides an operation among all threads. */
  private share(ordinal: number, numbersOf: (part: number, parts: number) => readonly number[]): void {
    const { operations, threads } = this;
    const pool = threads?.pool;
    if (!pool) operations[ordinal](...numbersOf(0, 1));
    else pool.run(ordinal, operations[ordinal], part => numbersOf(part, pool.size));
  }

  /** Sets the loss of the last slice, summed in the order of the shards. Throws a UserError if it is not finite. */
  private takeLoss(): void {
    const { memory, settings } = this;
    const view = new DataView(memory.memory.buffer, settings.headers, HEADER * settings.shards);
    let [sum, count] = [0, 0];
    for (let header = 0; header < view.byteLength; header += HEADER) {
      sum += view.getFloat64(header + LOSS, true);
      count += view.getFloat64(header + PREDICTIONS, true);
      view.setFloat64(header + LOSS, 0, true);
      view.setFloat64(header + PREDICTIONS, 0, true);
    }
    this.loss = meanLoss(sum, count);
  }
}

function shapeOf({ size }: Word2vecOptions): RowShape {
  return { size, stride: Math.ceil((FLOAT * size) / ALIGNMENT) * ALIGNMENT };
}

function dividedMemory({ options, vocabulary }: FastTrainingParams, subwords: SubwordRows | undefined) {
  try {
    const memory = new FastMemory();
    return {
      memory,
      settings: divideMemory(memory, vocabulary, options, { shape: shapeOf(options), subwords }),
    };
  } catch (error) {
    if (error instanceof RangeError) throw outOfMemory(options.size, vocabulary.words.length);
    throw error;
  }
}
