import type { Activations } from '../../protocol/run';
import type { Arena } from '../core/tensor';
import type { Activation } from '../kernels/kernels';
import { cells } from './cells';
import type { CellKind } from './cells/cell';
import type { Window } from './network';
import type { NetworkShape } from './shape';

/** Number of bins in a histogram of activations. */
const BINS = 32;
/**
 * Approximate maximum number of hidden values that are examined per layer. If a window has more, only every
 * n-th row is examined.
 */
const SAMPLED_VALUES = 65_536;
/**
 * A unit counts as saturated if the slope of its activation function is below this share of the maximum
 * slope. For tanh, this means |y| > 0.975.
 */
const SATURATION = 0.05;

/**
 * Properties of an activation function: its lower and upper bounds, if it has any, and whether it is
 * saturated at the output y.
 */
interface ActivationProperties {
  readonly low?: number;
  readonly high?: number;
  isSaturated(y: number): boolean;
}

const tanh: ActivationProperties = { low: -1, high: 1, isSaturated: y => 1 - y * y < SATURATION };
const properties: Record<Activation, ActivationProperties> = {
  tanh,
  logistic: { low: 0, high: 1, isSaturated: y => 4 * y * (1 - y) < SATURATION },
  relu: { low: 0, isSaturated: y => y <= 0 },
  elu: { low: -1, isSaturated: y => y + 1 < SATURATION },
  leakyRelu: { isSaturated: () => false }, // never counts as saturated: gradients still pass where a < 0
  identity: { isSaturated: () => false },
};

/**
 * Returns, for every layer of a window (lowest first), a histogram of the hidden states, the share of hidden
 * states that are saturated, and the share of dead units. A unit is dead if it is saturated in every examined
 * row. `forward` must have been called.
 */
export function hiddenActivations(arena: Arena, shape: NetworkShape, { stack }: Window): Activations[] {
  // The hidden states of gated cells lie between -1 and 1, like those of tanh. Those of transformers are unbounded.
  const { activation, attends }: CellKind = cells[shape.cell];
  const kind = attends ? properties.identity : activation === 'own' ? tanh : properties[shape.activation];
  return stack.layers.map(({ states }) => {
    const every = Math.ceil((states.rows * states.columns) / SAMPLED_VALUES);
    const rows = Array.from({ length: Math.ceil(states.rows / every) }, (_, r) =>
      arena.values(arena.slice(states, r * every, 1)),
    );
    return { ...histogram(kind, rows), ...saturation(kind, rows) };
  });
}

type Rows = readonly ArrayLike<number>[];

function histogram(bounds: ActivationProperties, rows: Rows): Pick<Activations, 'low' | 'high' | 'counts'> {
  const [min, max] = extremes(rows);
  const low = bounds.low ?? Math.min(min, 0);
  const high = bounds.high ?? Math.max(max, low + 1); // so that bins have a width above 0
  const counts = new Array<number>(BINS).fill(0);
  for (const row of rows) {
    for (let h = 0; h < row.length; h++) {
      const bin = Math.floor(((row[h] - low) / (high - low)) * BINS);
      counts[Math.min(Math.max(bin, 0), BINS - 1)]++;
    }
  }
  return { low, high, counts };
}

function extremes(rows: Rows): [number, number] {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    for (let h = 0; h < row.length; h++) {
      min = Math.min(min, row[h]);
      max = Math.max(max, row[h]);
    }
  }
  return [min, max];
}

function saturation(
  { isSaturated }: ActivationProperties,
  rows: Rows,
): Pick<Activations, 'saturated' | 'dead'> {
  const H = rows[0].length;
  let [saturated, dead] = [0, 0];
  for (let h = 0; h < H; h++) {
    const flat = rows.reduce((count, row) => count + Number(isSaturated(row[h])), 0);
    saturated += flat;
    if (flat === rows.length) dead++;
  }
  return { saturated: saturated / (rows.length * H), dead: dead / H };
}
