import { normal, uniform } from '../core/random';
import type { Arena } from '../core/tensor';
import type { Start } from './cells/cell';
import { type InitialiserName, initialisers } from './initialisers';
import type { Block, Initialiser } from './initialisers/initialiser';
import type { Parameter } from './parameters';
import { cellAt, type NetworkShape } from './shape';
import type { StackParameters } from './stack';

/** How a network starts. */
export interface Initialisation {
  readonly initialiser: InitialiserName;
  /** Standard deviation of what is gaussian. */
  readonly deviation: number;
  readonly forgetBias: number;
  readonly spectralRadius: number;
  readonly seed: number;
}

/** Weights by the initialiser, biases zero, and then what cells want otherwise. */
export function initialise(
  arena: Arena,
  shape: NetworkShape,
  parameters: readonly Parameter[],
  stacks: readonly StackParameters[],
  options: Initialisation,
): void {
  const fill = initialisers[options.initialiser];
  for (const [ordinal, parameter] of parameters.entries()) {
    if (parameter.role === 'bias') arena.values(parameter.value).fill(0);
    else fillGates(arena, parameter, fill, options, ordinal);
  }
  const start: Start = {
    ...options,
    arena,
    normalOf: parameter => index => normal(options.seed, 'initialise', parameters.indexOf(parameter), index),
  };
  for (const { layers } of stacks) {
    for (const [l, layer] of layers.entries()) cellAt(shape, l).initialise?.(layer, start);
  }
}

/** Each gate's matrix is drawn for itself: a block of columns. */
function fillGates(
  arena: Arena,
  { value, role, gates }: Parameter,
  fill: Initialiser,
  { deviation, seed }: Initialisation,
  ordinal: number,
): void {
  const columns = value.columns / gates;
  const values = arena.values(value);
  for (let gate = 0; gate < gates; gate++) {
    const place = (i: number) => Math.floor(i / columns) * value.columns + gate * columns + (i % columns);
    const block: Block = {
      values: new Float64Array(value.rows * columns),
      rows: value.rows,
      columns,
      role,
      deviation,
      normal: i => normal(seed, 'initialise', ordinal, place(i)),
      uniform: i => uniform(seed, 'initialise', ordinal, place(i)),
    };
    fill(block);
    for (let i = 0; i < block.values.length; i++) values[place(i)] = block.values[i];
  }
}
