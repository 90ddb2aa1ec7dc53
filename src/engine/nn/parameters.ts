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

export function parameter(
  arena: Arena,
  role: Role,
  name: string,
  rows: number,
  columns: number,
  gates = 1,
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
  return parameter(arena, 'bias', name, 1, columns, gates);
}

/** One of whose rows, or a bias' elements, a backward pass reaches few, and tells which; a small one is all touched. */
export function sparse(parameter: Parameter): Parameter {
  const { rows, columns } = parameter.value;
  if (rows * columns < LARGE) return parameter;
  return { ...parameter, touched: rows > 1 ? new Touched(rows, columns) : new Touched(columns, 1) };
}
