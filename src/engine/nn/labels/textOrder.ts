import type { Arena, Ids } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { dropoutBetween } from '../inputs/dropout';
import type { RecurrentLayer } from '../layer';
import type { OutputSource } from '../outputs/output';
import type { NetworkShape } from '../shape';

/**
 * The rows of a window in the opposite order: of each stream, the row of step t for the row of step n - 1 - t, if
 * its text has n tokens. The rows after a text stay where they are. Applied twice, it gives the first order again.
 */
export interface Mirror {
  readonly rows: Ids; // [T * B]
  /** Sets the lengths of the texts of the B streams. */
  place(lengths: ArrayLike<number>): void;
}

export function mirrorOf(arena: Arena, T: number, B: number): Mirror {
  const rows = arena.ids(T * B);
  return {
    rows,
    place(lengths) {
      const values = arena.idValues(rows);
      for (let b = 0; b < B; b++) {
        const n = lengths[b];
        for (let t = 0; t < T; t++) values[t * B + b] = (t < n ? n - 1 - t : t) * B + b;
      }
    },
  };
}

/**
 * The states of two directions, in the order in which each of them reads. `forward` are the states of both in the
 * order of the text, `reverse` in the order from its end. The forward direction comes first in both.
 */
export interface BothOrders {
  readonly forward: readonly OutputSource[];
  readonly reverse: readonly OutputSource[];
  /** Draws the dropout masks for training step `step`. */
  draw(step: number): void;
  /** After the layers have computed their states: copies them to the sources. */
  gather(): void;
  /** Sets the gradients of the copies to 0. Called before anything is added to them. */
  clear(): void;
  /** Adds the gradients of the copies to those of the layers' states. */
  scatter(): void;
}

interface OrderOptions {
  readonly shape: NetworkShape;
  /** Index of the layer, for its dropout masks. */
  readonly layer: number;
  /** Seed of the dropout masks. Undefined for no dropout. */
  readonly seed?: number;
}

/** Returns the states of the two directions of a layer as sources for the layer above or for the output. */
export function bothOrders(
  kernels: Kernels,
  mirror: Mirror,
  layers: readonly [RecurrentLayer, RecurrentLayer],
  options: OrderOptions,
): BothOrders {
  const [left, right] = layers.map((layer, side) => oneOrder(kernels, mirror, layer, { ...options, side }));
  const both = [left, right];
  return {
    forward: [left.own, right.mirrored],
    reverse: [left.mirrored, right.own],
    draw: step => {
      for (const each of both) each.draw(step);
    },
    gather: () => {
      for (const each of both) each.gather();
    },
    clear: () => {
      for (const each of both) each.clear();
    },
    scatter: () => {
      for (const each of both) each.scatter();
    },
  };
}

/** Returns the states of one direction, in its own order and mirrored, after the dropout if there is one. */
function oneOrder(
  kernels: Kernels,
  { rows }: Mirror,
  { states, dStates }: RecurrentLayer,
  { shape: { dropout: probability }, layer, seed, side }: OrderOptions & { readonly side: number },
) {
  const { rows: count, columns: H } = states;
  const size = { rows: count, H };
  const dropout =
    seed === undefined || probability === 0
      ? undefined
      : // A different index gives each direction of each layer different masks.
        dropoutBetween(kernels, { probability, seed, layer: 2 * layer + side, ...size });
  const own: OutputSource = { h: dropout?.x ?? states, dh: dropout?.dx ?? dStates };
  const mirrored: OutputSource = {
    h: kernels.arena.tensor(count, H),
    dh: kernels.arena.tensor(count, H),
  };
  return {
    own,
    mirrored,
    draw: (step: number) => dropout?.draw(step),
    gather() {
      dropout?.forward(states);
      kernels.gatherRows(mirrored.h, own.h, rows);
    },
    clear() {
      dropout?.clear();
      kernels.fill(mirrored.dh, 0);
    },
    scatter() {
      kernels.scatterAddRows(own.dh, mirrored.dh, rows);
      dropout?.backward(dStates);
    },
  };
}
