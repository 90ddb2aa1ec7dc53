import type { TokenIds } from '../../data/idList';
import type { IdSource } from '../../data/storedIds';
import type { FastExports, FastSettings } from '../../kernels/fastVectors/fastExports';
import { fastModule, instantiateFast, operationsOf } from '../../kernels/fastVectors/fastModule';
import { paddedShape, putRows, type RowShape, rowsAt } from '../paddedRows';
import { meanOfRows, type SubwordRows, subwordRows } from '../subwords';
import { type PieceTrainer, TextPasses } from '../textPasses';
import {
  checkedSize,
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
import { FastMemory } from './fastMemory';
import { ShardRounds, type StartVectorThreads } from './shardRounds';

export interface FastTrainingParams {
  readonly vocabulary: WordCounts;
  readonly options: Word2vecOptions;
  /** The state from which the training continues. */
  readonly state?: TrainingState;
  /** Absent: the training has one thread. */
  readonly startThreads?: StartVectorThreads;
}

/** Rows are padded to a multiple of this number of bytes. */
const ALIGNMENT = 64;

/**
 * Trains the vectors of word2vec on several threads: from the same positions, with the same random numbers.
 * The results do not depend on the number of threads, but differ slightly from word2vec's.
 */
export class FastTraining implements VectorTraining {
  private readonly shape: RowShape;
  private readonly passes: TextPasses;
  private readonly rounds: ShardRounds;

  private constructor(
    private readonly params: FastTrainingParams,
    private readonly memory: WebAssembly.Memory,
    private readonly settings: FastSettings,
    private readonly wasm: FastExports,
    private readonly subwords: SubwordRows | undefined,
  ) {
    const { options, vocabulary } = params;
    this.shape = paddedShape(options.size, ALIGNMENT);
    const { passed, changed, counted, rate, planned: random } = wasm;
    const variables = { passed, changed, counted, rate, random };
    this.passes = new TextPasses(variables, { words: vocabulary.total, passes: options.iterations });
    this.rounds = new ShardRounds(memory, settings, operationsOf(wasm));
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
    const wasm = instantiateFast(module, memory, settings);
    const training = new FastTraining(params, memory, settings, wasm, subwords);
    training.start();
    training.rounds.use(await startThreads?.(module, memory, settings));
    return training;
  }

  get progress(): VectorProgress {
    return this.passes.progress;
  }

  /** Ends the other threads. The training continues with one. */
  end(): void {
    this.rounds.end();
  }

  run(ids: IdSource): Generator<void> {
    return this.passes.run(ids, this.trainer());
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
    const parts = { options, buckets, vectors: inputs.slice(words.length * size) };
    return { words, vectors, size, subwords: parts };
  }

  state(): TrainingState {
    const { memory, params, passes, settings, wasm } = this;
    const { firstNode, firstOutput, rows } = settings;
    return {
      position: passes.position(),
      inputs: this.rows(0, firstOutput),
      outputs: params.options.negative > 0 ? this.rows(firstOutput, firstNode) : undefined,
      nodes: params.options.hierarchical ? this.rows(firstNode, rows) : undefined,
      sentence: new Int32Array(memory.buffer, settings.sentence, wasm.length.value).slice(),
    };
  }

  private trainer(): PieceTrainer {
    const { memory, rounds, settings, wasm } = this;
    const { piece } = settings;
    return {
      piece: PIECE,
      train: (part: TokenIds) => {
        const ids = new Int32Array(memory.buffer, piece, part.length);
        ids.set(part);
        rounds.train(wasm.plan(piece, piece + ids.byteLength));
        return { isOver: wasm.isOver.value !== 0, loss: rounds.takeLoss() };
      },
      endPass: () => wasm.endPass(),
    };
  }

  private start(): void {
    const { params, settings, wasm } = this;
    wasm.startRate();
    wasm.startPlan();
    if (params.state) this.restore(params.state);
    else this.put(0, initialVectors(settings.firstOutput, params.options.size));
  }

  private restore({ position, inputs, outputs, nodes, sentence }: TrainingState): void {
    const { memory, settings, wasm } = this;
    this.passes.restore(position);
    this.put(0, inputs);
    if (outputs) this.put(settings.firstOutput, outputs);
    if (nodes) this.put(settings.firstNode, nodes);
    new Int32Array(memory.buffer, settings.sentence, sentence.length).set(sentence);
    wasm.length.value = sentence.length;
  }

  private rows(from: number, to: number): Float32Array {
    const { memory, settings, shape } = this;
    return rowsAt(memory, settings.matrix + from * shape.stride, to - from, shape);
  }

  private put(row: number, values: Float32Array): void {
    const { memory, settings, shape } = this;
    putRows(memory, settings.matrix + row * shape.stride, values, shape);
  }
}

function dividedMemory({ options, vocabulary }: FastTrainingParams, subwords: SubwordRows | undefined) {
  try {
    const memory = new FastMemory();
    const shape = paddedShape(options.size, ALIGNMENT);
    const settings = divideMemory(memory, vocabulary, options, { shape, subwords });
    return { memory: memory.memory, settings };
  } catch (error) {
    if (error instanceof RangeError) throw outOfMemory(options.size, vocabulary.words.length);
    throw error;
  }
}
