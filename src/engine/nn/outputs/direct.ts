import { type Arena, type Ids, partOfRow, type Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { type History, historyState } from '../inputs/history';
import { bias, type Parameter, sparse } from '../parameters';

/**
 * Direct connections from the last tokens to the output: a maximum-entropy model whose features, n-grams of history and
 * output, share one hashed array of weights (Mikolov, Deoras, Povey, Burget & Černocký, ASRU 2011). They learn what
 * n-grams know, and the hidden layer what those do not.
 *
 *     logit of output u += Σ a < order: Wd[hash(the last a tokens, group of outputs) + u]
 *
 * Neighbouring outputs have neighbouring weights, so that a feature of all outputs of a group is one stretch of Wd.
 *
 * | symbol | variable | shape     |
 * |--------|----------|-----------|
 * | Wd     | Wd       | [1, size] |
 * | hash   | hashes   | [R, order], before the group is mixed in |
 */
export interface Direct {
  /** The tokens before the window. */
  readonly history: History;
  /** Takes the histories of all rows in. */
  look(): void;
  /** y [1, n] += the weights of row r's features for the n outputs of a group. */
  add(y: Tensor, r: number, group?: number): void;
  /** From dy [1, n]: the gradients of these weights. */
  accumulate(dy: Tensor, r: number, group?: number): void;
  /** The same for single outputs of n that there are, until memory is asked for again. */
  one(n: number): {
    weight(r: number, output: number): number;
    learn(r: number, output: number, dy: number): void;
  };
}

/** How many weights there are, and the longest n-gram: n looks at n - 1 tokens of history. */
export interface DirectOptions {
  /** Weights, in millions; 0 for none. */
  readonly direct: number;
  readonly directOrder: number;
}

export function directParameter(arena: Arena, V: number, { direct }: DirectOptions): Parameter | undefined {
  return direct > 0 ? sparse(bias(arena, 'Wd', Math.max(Math.round(direct * 1e6), V))) : undefined;
}

interface ConnectionOptions {
  readonly order: number;
  /** All tokens of the window. The last R are the most recent tokens of the output's R rows. */
  readonly inputs: Ids; // [S * B]
  readonly R: number;
  readonly B: number;
  readonly V: number;
}

export function directConnections(
  { arena, addScaled }: Kernels,
  Wd: Parameter,
  { order, inputs, R, B, V }: ConnectionOptions,
): Direct {
  const size = Wd.value.columns;
  const count = Math.max(0, order - 2); // before the window's first
  const ids = arena.ids(count * B + inputs.length);
  const history = historyState(arena, { name: 'history_direct', ids, B, count, none: V });
  const hashes = new Int32Array(R * order);
  const start = (hash: number, group: number, n: number) => (mix(hash, group) >>> 0) % (size - n + 1);
  const stretch = (all: Tensor, from: number, n: number) => partOfRow(arena, all, 0, from, n);

  return {
    history,

    look() {
      history.place();
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
        addScaled(y, stretch(Wd.value, start(hashes[r * order + a], group, y.columns), y.columns), 1);
      }
    },

    accumulate(dy, r, group = 0) {
      for (let a = 0; a < order; a++) {
        const from = start(hashes[r * order + a], group, dy.columns);
        addScaled(stretch(Wd.gradient, from, dy.columns), dy, 1);
        Wd.touched?.addRange(from, dy.columns);
      }
    },

    one(n) {
      const [weights, gradients] = [arena.values(Wd.value), arena.values(Wd.gradient)];
      const first = hashes.map(hash => start(hash, 0, n));
      return {
        weight(r, output) {
          let sum = 0;
          for (let a = 0; a < order; a++) sum += weights[first[r * order + a] + output];
          return sum;
        },
        learn(r, output, dy) {
          for (let a = 0; a < order; a++) {
            const place = first[r * order + a] + output;
            gradients[place] += dy;
            Wd.touched?.add(place);
          }
        },
      };
    },
  };
}

/** The hash of what has the hash `hash`, and one number more: a multiplication by a large odd number, and a shift. */
function mix(hash: number, x: number): number {
  const product = Math.imul(hash ^ (x + 1), 0x9e3779b1) + 0x7f4a7c15;
  return product ^ (product >>> 15);
}
