import { normal, uniform } from '../core/random';
import type { Arena } from '../core/tensor';
import type { CellInitialisation } from './cells/cell';
import { type InitialiserName, initialisers } from './initialisers';
import type { Initialiser, MatrixBlock } from './initialisers/initialiser';
import type { Parameter } from './parameters';
import { cellAt, type NetworkShape } from './shape';
import type { StackParameters } from './stack';

/** Options for initialising the weights of a network. */
export interface Initialisation {
  readonly initialiser: InitialiserName;
  /** Standard deviation of the weights that the initialiser `gaussian` draws. */
  readonly deviation: number;
  /** Initial bias of the forget gates, for the cell `lstm`. */
  readonly forgetBias: number;
  /** Spectral radius to which the recurrent matrix is scaled, for the cell `echoState`. */
  readonly spectralRadius: number;
  readonly seed: number;
}

/**
 * Fills all weight matrices with the chosen initialiser and sets all biases to 0. Then some cells change
 * their own parameters; an LSTM, for example, sets its forget bias.
 */
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
  const start: CellInitialisation = {
    ...options,
    arena,
    normalOf: parameter => index => normal(options.seed, 'initialise', parameters.indexOf(parameter), index),
  };
  for (const { layers } of stacks) {
    for (const [l, layer] of layers.entries()) cellAt(shape, l).initialise?.(layer, start);
  }
}

/**
 * Initialises the matrix of each gate separately. The matrix of a gate is a block of columns of the
 * parameter.
 */
function fillGates(
  arena: Arena,
  { value, role, gates }: Parameter,
  fill: Initialiser,
  { deviation, seed }: Initialisation,
  parameterIndex: number,
): void {
  const columns = value.columns / gates;
  const values = arena.values(value);
  for (let gate = 0; gate < gates; gate++) {
    const indexOf = (i: number) => Math.floor(i / columns) * value.columns + gate * columns + (i % columns);
    const block: MatrixBlock = {
      values: new Float64Array(value.rows * columns),
      rows: value.rows,
      columns,
      role,
      deviation,
      normal: i => normal(seed, 'initialise', parameterIndex, indexOf(i)),
      uniform: i => uniform(seed, 'initialise', parameterIndex, indexOf(i)),
    };
    fill(block);
    for (let i = 0; i < block.values.length; i++) values[indexOf(i)] = block.values[i];
  }
}
