import type { Activations } from '../../protocol/run';
import type { Arena } from '../core/tensor';
import type { Activation } from '../kernels/kernels';
import { cells } from './cells';
import type { Window } from './network';
import type { NetworkShape } from './shape';

/** Bins of a histogram. */
const BINS = 32;
/** Values looked at, about: of a larger window every so many rows. */
const EFFORT = 65_536;
/** An activation is flat where its slope is less than this share of its largest: |tanh| > 0.975. */
const FLAT = 0.05;

/** What an activation's values can tell: their bounds where it has some, and where it lets no error through. */
interface Shape {
  readonly low?: number;
  readonly high?: number;
  isFlat(y: number): boolean;
}

const tanh: Shape = { low: -1, high: 1, isFlat: y => 1 - y * y < FLAT };
const shapes: Record<Activation, Shape> = {
  tanh,
  logistic: { low: 0, high: 1, isFlat: y => 4 * y * (1 - y) < FLAT },
  relu: { low: 0, isFlat: y => y <= 0 },
  elu: { low: -1, isFlat: y => y + 1 < FLAT },
  leakyRelu: { isFlat: () => false }, // what it is there for
  identity: { isFlat: () => false },
};

/** What the hidden units of every layer do over a window, from the bottom. After `forward`. */
export function hiddenActivations(arena: Arena, shape: NetworkShape, { stack }: Window): Activations[] {
  // The states of gated cells are bounded as tanh is.
  const kind = cells[shape.cell].activation === 'own' ? tanh : shapes[shape.activation];
  return stack.layers.map(({ states }) => {
    const every = Math.ceil((states.rows * states.columns) / EFFORT);
    const rows = Array.from({ length: Math.ceil(states.rows / every) }, (_, r) =>
      arena.values(arena.slice(states, r * every, 1)),
    );
    return { ...histogram(kind, rows), ...flatness(kind, rows) };
  });
}

type Rows = readonly ArrayLike<number>[];

function histogram(bounds: Shape, rows: Rows): Pick<Activations, 'low' | 'high' | 'counts'> {
  const [least, most] = extremes(rows);
  const low = bounds.low ?? Math.min(least, 0);
  const high = bounds.high ?? Math.max(most, low + 1); // never of no width
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
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    for (let h = 0; h < row.length; h++) {
      least = Math.min(least, row[h]);
      most = Math.max(most, row[h]);
    }
  }
  return [least, most];
}

function flatness({ isFlat }: Shape, rows: Rows): Pick<Activations, 'saturated' | 'dead'> {
  const H = rows[0].length;
  let [saturated, dead] = [0, 0];
  for (let h = 0; h < H; h++) {
    const flat = rows.reduce((count, row) => count + Number(isFlat(row[h])), 0);
    saturated += flat;
    if (flat === rows.length) dead++;
  }
  return { saturated: saturated / (rows.length * H), dead: dead / H };
}
