import type { Arena, Tensor } from '../core/tensor';
import { Touched } from './touched';

/** Elements of a parameter from which on it pays to tell what was touched. */
const LARGE = 1 << 16;

/** What a parameter does in its network, which decides how it starts. */
export type Role = 'input' | 'recurrent' | 'output' | 'embedding' | 'bias';

/** A tensor of a network and the gradient of the loss by it, which is zero but between a backward pass and its use. */
export interface Parameter {
  readonly name: string;
  readonly role: Role;
  readonly value: Tensor;
  readonly gradient: Tensor;
  /** How many matrices stand side by side in it, one for each gate. */
  readonly gates: number;
  /** Whether training changes it; a reservoir stays as it is drawn. */
  readonly learned: boolean;
  /** Where its gradient may be other than zero; missing where that is everywhere. */
  readonly touched?: Touched;
}

/** Parameters by name (`Whh`), in the order in which they are created and saved. */
export type NamedParameters<Name extends string = string> = Readonly<Record<Name, Parameter>>;

/** The parameters of one layer with D inputs and H hidden units, whose cell has G gates. */
export interface LayerParameters {
  readonly Wxh: Parameter; // [D, G * H]
  /** The cell's own, such as the recurrent matrix Whh. */
  readonly cell: NamedParameters;
  readonly bh: Parameter; // [1, G * H]
}

/** A layer's parameters in the order in which they are created and saved. */
export function layerParametersOf({ Wxh, cell, bh }: LayerParameters): Parameter[] {
  return [Wxh, ...Object.values(cell), bh];
}

/** Applies `change` to every parameter of a layer. */
export function mapLayer(
  { Wxh, cell, bh }: LayerParameters,
  change: (parameter: Parameter) => Parameter,
): LayerParameters {
  return { Wxh: change(Wxh), cell: mapParameters(cell, change), bh: change(bh) };
}

/** Applies `change` to every parameter of a record. */
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

/** A new parameter of zeros, which training changes. */
export function parameter(
  arena: Arena,
  { name, role, rows, columns, gates = 1 }: ParameterOptions,
): Parameter {
  const value = arena.tensor(rows, columns);
  return { name, role, value, gradient: arena.tensor(rows, columns), gates, learned: true };
}

/** What back-propagation has left, in the parameters' order; zeros take its place, as after an update. */
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

/** A bias is one row. */
export function bias(arena: Arena, name: string, columns: number, gates = 1): Parameter {
  return parameter(arena, { name, role: 'bias', rows: 1, columns, gates });
}

/** One of whose rows, or a bias' elements, a backward pass reaches few, and tells which; a small one is all touched. */
export function sparse(parameter: Parameter): Parameter {
  const { rows, columns } = parameter.value;
  if (rows * columns < LARGE) return parameter;
  return { ...parameter, touched: rows > 1 ? new Touched(rows, columns) : new Touched(columns, 1) };
}
