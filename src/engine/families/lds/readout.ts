import { Matrix } from 'ml-matrix';
import { log } from '../../core/math';
import { elementsOf } from '../../core/matrices';
import { uniform } from '../../core/random';
import type { Kernels } from '../../kernels/kernels';
import { bias, parameter } from '../../nn/parameters';
import { optimizers } from '../../optim';
import { stateScaling } from './stateScaling';
import { readToken, type TokenFilter } from './tokenFilter';

/** P(next symbol | x̂) = softmax(U x̂ + b) */
export interface Readout {
  /** U [V, N] */
  readonly weights: Float64Array;
  /** b [V] */
  readonly bias: Float64Array;
}

export interface ReadoutOptions {
  /** Number of times that all tokens are read. */
  readonly passes: number;
  /** Seed of the order of the batches. */
  readonly seed: number;
}

/** Number of predictions in a batch. */
const BATCH = 256;
/** The usual settings of Adam, without weight decay. */
const ADAM = { beta2: 0.999, weightDecay: 0, decayedParameters: 'all' } as const;
/** The learning rate of Adam at the start. It falls linearly to 0. */
const RATE = 0.01;

/**
 * Trains the readout by cross-entropy, with Adam. The filter stays as it is, so the loss has only one minimum. Starts with
 * the frequencies of the symbols.
 */
export class ReadoutTraining {
  /** Number of updates so far, and of all. */
  done = 0;
  readonly total: number;
  private readonly rows: number;
  private readonly batches: number;
  private readonly starts: Float64Array; // [batches, N], x̂ before each batch
  private readonly scaling: Matrix; // [N, N], by which x̂ gets the covariance 1
  private readonly tensors: ReturnType<typeof allocate>;
  private order: readonly number[] = [];

  constructor(
    private readonly kernels: Kernels,
    private readonly filter: TokenFilter,
    private readonly ids: Int32Array,
    private readonly options: ReadoutOptions,
  ) {
    const { states: N } = filter;
    this.rows = Math.min(BATCH, ids.length - 1);
    this.batches = Math.floor((ids.length - 1) / this.rows);
    this.total = options.passes * this.batches;
    this.starts = new Float64Array(this.batches * N);
    this.readStarts();
    this.scaling = stateScaling(filter, ids).toUnit;
    this.tensors = allocate(kernels, filter, this.rows);
    kernels.arena.values(this.tensors.by.value).set(logFrequencies(ids, filter.symbols));
  }

  /** Makes one update. Returns the mean loss of the batch before it, in nats per token. */
  step(): number {
    const { kernels, tensors, batches, rows, options, total } = this;
    const { Why, by, X, P, losses, targets, optimizer } = tensors;
    const [pass, place] = [Math.floor(this.done / batches), this.done % batches];
    if (place === 0) this.order = shuffled(batches, options.seed, pass);
    this.load(this.order[place]);
    kernels.setRows(P, by.value);
    kernels.matmul(P, X, Why.value);
    kernels.softmaxLoss(P, losses, targets);
    const loss = kernels.sum(losses) / rows;
    kernels.softmaxLossBackward(P, targets, 1 / rows);
    kernels.matmulTN(Why.gradient, X, P);
    kernels.sumRows(by.gradient, P);
    optimizer.update(RATE * (1 - this.done / total), this.done + 1, Number.POSITIVE_INFINITY);
    this.done++;
    return loss;
  }

  /** The readout as trained so far. */
  readout(): Readout {
    const { kernels, tensors, scaling } = this;
    const { symbols: V, states: N } = this.filter;
    const weights = Matrix.from1DArray(N, V, kernels.arena.values(tensors.Why.value));
    return {
      weights: elementsOf(weights.transpose().mmul(scaling)),
      bias: Float64Array.from(kernels.arena.values(tensors.by.value)),
    };
  }

  /** Computes x̂ before each batch. */
  private readStarts(): void {
    const { filter, ids, rows, batches, starts } = this;
    const { states: N } = filter;
    let [x, after] = [new Float64Array(N), new Float64Array(N)];
    for (let t = 0; t < batches * rows; t++) {
      if (t % rows === 0) starts.set(x, (t / rows) * N);
      readToken(filter, x, ids[t], after);
      [x, after] = [after, x];
    }
  }

  /** Computes the scaled x̂ and the next token of each row of a batch. */
  private load(batch: number): void {
    const { filter, ids, rows, starts, tensors, kernels, scaling } = this;
    const { states: N } = filter;
    const from = batch * rows;
    const states = new Float64Array(rows * N);
    let x = starts.subarray(batch * N, (batch + 1) * N);
    for (let r = 0; r < rows; r++) {
      const after = states.subarray(r * N, (r + 1) * N);
      readToken(filter, x, ids[from + r], after);
      x = after;
    }
    kernels.arena.values(tensors.X).set(elementsOf(Matrix.from1DArray(rows, N, states).mmul(scaling)));
    kernels.arena.idValues(tensors.targets).set(ids.subarray(from + 1, from + rows + 1));
  }
}

function allocate(kernels: Kernels, { states: N, symbols: V }: TokenFilter, rows: number) {
  const { arena } = kernels;
  const Why = parameter(arena, { name: 'Why', role: 'output', rows: N, columns: V });
  const by = bias(arena, 'by', V);
  return {
    ...{ Why, by, optimizer: optimizers.adam(kernels, [Why, by], ADAM) },
    ...{ X: arena.tensor(rows, N), P: arena.tensor(rows, V) },
    ...{ losses: arena.tensor(rows, 1), targets: arena.ids(rows) },
  };
}

/** Returns ln of the share of each symbol [V]. Each symbol counts half an occurrence more. */
export function logFrequencies(ids: Int32Array, symbols: number): Float64Array {
  const counts = new Float64Array(symbols).fill(0.5);
  for (const id of ids) counts[id]++;
  const total = ids.length + symbols / 2;
  return counts.map(count => log(count / total));
}

/** Returns the numbers from 0 to `count` - 1 in random order. */
function shuffled(count: number, seed: number, pass: number): number[] {
  const keys = Array.from({ length: count }, (_, i) => uniform(seed, 'lds', pass, i));
  return Array.from(keys.keys()).sort((a, b) => keys[a] - keys[b]);
}
