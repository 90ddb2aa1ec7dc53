import type { Arena, Tensor } from '../core/tensor';
import { TouchedRows } from './touchedRows';

/**
 * Minimum number of elements of a parameter for which the touched rows are recorded (see `sparse`). For a
 * smaller parameter, recording them would save no time.
 */
const SPARSE_MINIMUM = 1 << 16;

/** The role of a parameter in its network. It determines how the parameter is initialised. */
export type Role = 'input' | 'recurrent' | 'block' | 'output' | 'embedding' | 'gain' | 'bias';

/** Returns whether a parameter is a matrix, not a row with one number per unit. */
export const isMatrix = ({ role }: { readonly role: Role }): boolean => role !== 'bias' && role !== 'gain';

/**
 * A weight matrix or bias, and the gradient of the loss with respect to it. The gradient is zero between an
 * update and the next backward pass.
 */
export interface Parameter {
  readonly name: string;
  readonly role: Role;
  readonly value: Tensor;
  readonly gradient: Tensor;
  /** Number of matrices side by side in this parameter: one for each gate of the cell. */
  readonly gates: number;
  /** Whether training changes the parameter. False for the weights of a reservoir. */
  readonly learned: boolean;
  /**
   * The rows (for a bias, the elements) whose gradient may be nonzero. Missing for a dense parameter, in
   * which the gradient of every row may be nonzero.
   */
  readonly touched?: TouchedRows;
}

/** Parameters by name (such as `Whh`), in the order in which they are created and saved. */
export type NamedParameters<Name extends string = string> = Readonly<Record<Name, Parameter>>;

/** The parameters of one layer with D inputs and H hidden units, whose cell has G gates. */
export interface LayerParameters {
  readonly Wxh: Parameter; // [D, G * H], from D inputs to G gates of H units
  /** The parameters of the cell itself, such as the recurrent matrix Whh. */
  readonly cell: NamedParameters;
  readonly bh: Parameter; // [1, G * H], the bias
}

/** Returns the parameters of a layer in the order in which they are created and saved. */
export function layerParametersOf({ Wxh, cell, bh }: LayerParameters): Parameter[] {
  return [Wxh, ...Object.values(cell), bh];
}

/** Returns the layer with every parameter replaced by the result of `change`. */
export function mapLayer(
  { Wxh, cell, bh }: LayerParameters,
  change: (parameter: Parameter) => Parameter,
): LayerParameters {
  return { Wxh: change(Wxh), cell: mapParameters(cell, change), bh: change(bh) };
}

/** Returns the parameters with every one replaced by the result of `change`. */
export function mapParameters(
  parameters: NamedParameters,
  change: (parameter: Parameter) => Parameter,
): NamedParameters {
  return Object.fromEntries(Object.entries(parameters).map(([name, each]) => [name, change(each)]));
}

interface ParameterOptions {
  readonly name: string;
  readonly role: Role;
  readonly rows: number;
  readonly columns: number;
  readonly gates?: number;
}

/** Creates a parameter whose elements are 0 and which training changes. */
export function parameter(
  arena: Arena,
  { name, role, rows, columns, gates = 1 }: ParameterOptions,
): Parameter {
  const value = arena.tensor(rows, columns);
  return { name, role, value, gradient: arena.tensor(rows, columns), gates, learned: true };
}

/**
 * Returns copies of the gradients in the order of the parameters. Sets the gradients themselves to 0, as an
 * update does.
 */
export function takeGradients(
  arena: Arena,
  parameters: readonly Parameter[],
): (Float32Array | Float64Array)[] {
  return parameters.map(({ gradient, touched }) => {
    const values = arena.values(gradient);
    const taken = values.slice();
    values.fill(0);
    touched?.clear();
    return taken;
  });
}

/** Creates a bias [1, columns] of zeros. */
export function bias(arena: Arena, name: string, columns: number, gates = 1): Parameter {
  return parameter(arena, { name, role: 'bias', rows: 1, columns, gates });
}

/**
 * Returns the parameter marked as sparse. Backward passes change the gradient of only few rows of a sparse
 * parameter (for a bias, of few elements) and record which. A small parameter is returned unchanged and
 * remains dense (see `SPARSE_MINIMUM`).
 */
export function sparse(parameter: Parameter): Parameter {
  const { rows, columns } = parameter.value;
  if (rows * columns < SPARSE_MINIMUM) return parameter;
  return { ...parameter, touched: rows > 1 ? new TouchedRows(rows, columns) : new TouchedRows(columns, 1) };
}

/** Creates the gain [1, columns] of a layer normalisation. It is 1 at the start of training. */
export function gain(arena: Arena, name: string, columns: number, gates = 1): Parameter {
  return parameter(arena, { name, role: 'gain', rows: 1, columns, gates });
}
