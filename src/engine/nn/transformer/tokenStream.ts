import type { Kernels } from '../../kernels/kernels';
import type { CarriedState } from '../carriedState';
import type { Dropout } from '../inputs/dropout';
import type { Input } from '../inputs/input';
import type { Parameter } from '../parameters';
import type { BlockPart, Signal } from './blockPart';
import type { Positions } from './positions';

/** The input x [T * B, H] of a block. */
export interface BlockInput extends BlockPart {
  readonly x: Signal;
  readonly states: readonly CarriedState[];
  /** Sets the gradient of x to 0, unless others have already added to it. Called before gradients are added. */
  clear(): void;
}

/**
 * Returns the input of the lowest block: x = vector of the token + vector of its position, if there is a table of
 * positions.
 */
export function tokenStream(
  kernels: Kernels,
  x: Signal,
  tokens: Input,
  table: Parameter | undefined,
  positions: Positions,
): BlockInput {
  const at = kernels.arena.tensor(x.value.rows, x.value.columns);
  return {
    x,
    states: [...tokens.states, positions.state],

    forward() {
      positions.forward();
      tokens.forward(x.value);
      if (!table) return;
      kernels.gatherRows(at, table.value, positions.ids);
      kernels.addScaled(x.value, at, 1);
    },

    clear: () => kernels.fill(x.gradient, 0),
    backward: () => tokens.backward(x.gradient),

    accumulate() {
      tokens.accumulate(x.gradient);
      if (table) kernels.scatterAddRows(table.gradient, x.gradient, positions.ids);
    },
  };
}

/** Returns the input of an upper block: the states h of the block below, with dropout if it is enabled. */
export function blockStream(h: Signal, dropout: Dropout | undefined): BlockInput {
  return {
    x: dropout ? { value: dropout.x, gradient: dropout.dx } : h,
    states: [],
    forward: () => dropout?.forward(h.value),
    clear: () => dropout?.clear(),
    backward: () => dropout?.backward(h.gradient),
    accumulate() {},
  };
}
