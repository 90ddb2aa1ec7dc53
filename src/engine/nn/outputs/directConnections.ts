import { type Arena, type Ids, partOfRow, type Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { historyState, type TokenHistory } from '../inputs/history';
import { bias, type Parameter, sparse } from '../parameters';

/**
 * Direct connections from the last tokens to the output, Mikolov, Deoras, Povey, Burget & Černocký (ASRU
 * 2011): a maximum-entropy model. Its features are n-grams of history and output, which share one hashed
 * array of weights. They learn what an n-gram model would learn; the hidden layer learns the rest.
 *
 * logit of output u += Σ Wd[start(hash of the last a tokens, group of outputs) + u], for all a < order
 *
 * The outputs of a group (all words, the classes, or the words of a class) have adjacent weights. The weights
 * of a feature for all outputs of a group are therefore one range of Wd.
 *
 * | symbol | variable | shape |
 * |--------|----------|-----------|
 * | Wd | Wd | [1, size] |
 * | hash | hashes | [R, order], without the group |
 */
export interface DirectConnections {
  /** The last tokens before the window, which the n-grams at the start of the window contain. */
  readonly history: TokenHistory;
  /** Computes the hashes of the last tokens for all output rows. Must be called before the other methods. */
  hashHistories(): void;
  /** y [1, n] += the weights of the features of row r, for the n outputs of `group`. Default: group 0. */
  add(y: Tensor, r: number, group?: number): void;
  /** Adds dy [1, n] to the gradients of the weights that `add` reads for row r and this group. */
  accumulate(dy: Tensor, r: number, group?: number): void;
  /**
   * Returns functions for single outputs of group 0, which has n outputs. `weight` returns the sum of the
   * weights that `add` would add to the logit of one output. `accumulate` adds dy to the gradients of these
   * weights. The functions are valid until the arena allocates memory.
   */
  forOutputs(n: number): {
    weight(r: number, output: number): number;
    accumulate(r: number, output: number, dy: number): void;
  };
}

/**
 * Options of the direct connections. `directOrder` is n, the number of tokens in the longest n-grams: n - 1
 * tokens of the history and the output.
 */
export interface DirectOptions {
  /** Number of weights in millions; 0 means no direct connections. */
  readonly direct: number;
  readonly directOrder: number;
}

/**
 * Creates the weights Wd of the direct connections. Undefined if there are none. V is the number of symbols.
 */
export function directParameter(arena: Arena, V: number, { direct }: DirectOptions): Parameter | undefined {
  return direct > 0 ? sparse(bias(arena, 'Wd', Math.max(Math.round(direct * 1e6), V))) : undefined;
}

interface ConnectionOptions {
  readonly order: number;
  /**
   * All tokens of the window. The last R of them are the most recent tokens of the R output rows, in the same
   * order.
   */
  readonly inputs: Ids; // [S * B], S steps of B streams
  readonly R: number;
  readonly B: number;
  readonly V: number;
}

/** Unfolds the direct connections over a window: creates the computation and allocates its buffers. */
export function directConnections(
  { arena, addScaled }: Kernels,
  Wd: Parameter,
  { order, inputs, R, B, V }: ConnectionOptions,
): DirectConnections {
  const size = Wd.value.columns;
  const count = Math.max(0, order - 2); // number of tokens before the window that the longest n-grams contain
  const ids = arena.ids(count * B + inputs.length);
  const history = historyState(arena, { name: 'history_direct', ids, B, count, none: V });
  const hashes = new Int32Array(R * order);
  const start = (hash: number, group: number, n: number) => (mix(hash, group) >>> 0) % (size - n + 1);
  const range = (all: Tensor, from: number, n: number) => partOfRow(arena, all, 0, from, n);

  return {
    history,

    hashHistories() {
      history.copyToIds();
      const all = arena.idValues(ids);
      all.set(arena.idValues(inputs), count * B);
      for (let r = 0; r < R; r++) {
        const last = all.length - R + r;
        let hash = 0;
        for (let a = 0; a < order; a++) {
          hashes[r * order + a] = hash;
          if (a + 1 < order) hash = mix(hash, all[last - a * B]);
        }
      }
    },

    add(y, r, group = 0) {
      for (let a = 0; a < order; a++) {
        addScaled(y, range(Wd.value, start(hashes[r * order + a], group, y.columns), y.columns), 1);
      }
    },

    accumulate(dy, r, group = 0) {
      for (let a = 0; a < order; a++) {
        const from = start(hashes[r * order + a], group, dy.columns);
        addScaled(range(Wd.gradient, from, dy.columns), dy, 1);
        Wd.touched?.addRange(from, dy.columns);
      }
    },

    forOutputs(n) {
      const [weights, gradients] = [arena.values(Wd.value), arena.values(Wd.gradient)];
      const first = hashes.map(hash => start(hash, 0, n));
      return {
        weight(r, output) {
          let sum = 0;
          for (let a = 0; a < order; a++) sum += weights[first[r * order + a] + output];
          return sum;
        },
        accumulate(r, output, dy) {
          for (let a = 0; a < order; a++) {
            const index = first[r * order + a] + output;
            gradients[index] += dy;
            Wd.touched?.add(index);
          }
        },
      };
    },
  };
}

/** Returns the hash of a hash and another number: multiplies by a large odd number and shifts. */
function mix(hash: number, x: number): number {
  const product = Math.imul(hash ^ (x + 1), 0x9e3779b1) + 0x7f4a7c15;
  return product ^ (product >>> 15);
}
