import type { Arena } from '../core/tensor';
import type { CellKind } from './cells/cell';
import type { NetworkWeights } from './network';
import { isMatrix, type Parameter } from './parameters';
import { cellAt } from './shape';

/** A matrix of a network: a parameter, or the part of it that belongs to one gate. */
export interface GateMatrix {
  readonly parameter: Parameter;
  /** The name of the parameter, with the gate if there are several: `Whh_l1`, `Whh_l1.f`. */
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Returns the elements, row by row: a copy if there are several gates, else a view. */
  values(): Float32Array | Float64Array;
}

/**
 * Returns the matrices of a network in the order of its parameters, without biases. A parameter [rows, G * H] with G
 * gates has G matrices [rows, H].
 */
export function gateMatrices(
  arena: Arena,
  { parameters, shape }: Pick<NetworkWeights, 'parameters' | 'shape'>,
): GateMatrix[] {
  const { gateNames = [] }: CellKind = cellAt(shape, shape.layers - 1);
  return parameters.filter(isMatrix).flatMap(parameter => {
    const { name, gates } = parameter;
    return Array.from({ length: gates }, (_, gate) => ({
      parameter,
      name: gates > 1 ? `${name}.${gateNames[gate]}` : name,
      rows: parameter.value.rows,
      columns: parameter.value.columns / gates,
      values: () => valuesOfGate(arena, parameter, gate),
    }));
  });
}

/** Returns the matrices between the hidden units of one step and the next, which are square. Jordan networks have none. */
export function recurrentMatrices(
  arena: Arena,
  weights: Pick<NetworkWeights, 'parameters' | 'shape'>,
): GateMatrix[] {
  return gateMatrices(arena, weights).filter(({ parameter }) => isRecurrent(parameter));
}

export const isRecurrent = ({ name }: Parameter) => name.startsWith('Whh');

function valuesOfGate(arena: Arena, { value, gates }: Parameter, gate: number): Float32Array | Float64Array {
  const all = arena.values(value);
  if (gates === 1) return all;
  const columns = value.columns / gates;
  const part = all.slice(0, value.rows * columns);
  for (let row = 0; row < value.rows; row++) {
    const from = (row * gates + gate) * columns;
    part.set(all.subarray(from, from + columns), row * columns);
  }
  return part;
}
