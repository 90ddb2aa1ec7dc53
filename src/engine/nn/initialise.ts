import type { Arena } from '../core/tensor';
import { fillDraws } from '../kernels/numbers/draws';
import type { CellInitialisation } from './cells/cell';
import { type InitialiserName, initialisers } from './initialisers';
import { type Initialiser, MatrixBlock } from './initialisers/initialiser';
import type { Parameter } from './parameters';
import { cellAt, type NetworkShape } from './shape';
import type { StackParameters } from './stackParameters';

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
 * Fills all weight matrices with the chosen initialiser and sets all biases to 0 and all gains to 1. Then some cells change
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
    else if (parameter.role === 'gain') arena.values(parameter.value).fill(1);
    else fillGates(arena, parameter, fill, options, ordinal);
  }
  const start: CellInitialisation = {
    ...options,
    arena,
    layers: shape.layers,
    normals(parameter) {
      const draws = new Float64Array(parameter.value.rows * parameter.value.columns);
      const step = parameters.indexOf(parameter);
      fillDraws('normal', { seed: options.seed, purpose: 'initialise', step, index: 0 }, draws);
      return draws;
    },
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
  ordinal: number,
): void {
  const { rows } = value;
  const columns = value.columns / gates;
  for (let gate = 0; gate < gates; gate++) {
    const start = (row: number) => row * value.columns + gate * columns;
    fill(
      new MatrixBlock(arena.values(value), {
        ...{ rows, columns, role, deviation },
        // The rows of a single matrix follow one another, so they are drawn as one run.
        runs: gates === 1 ? [0] : Array.from({ length: rows }, (_, row) => start(row)),
        draw: (kind, index, to) => fillDraws(kind, { seed, purpose: 'initialise', step: ordinal, index }, to),
      }),
    );
  }
}
