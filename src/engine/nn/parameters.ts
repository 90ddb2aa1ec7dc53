import type { Arena, Tensor } from '../core/tensor';

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
  return parameters.map(({ gradient }) => {
    const values = arena.values(gradient);
    const taken = values.slice();
    values.fill(0);
    return taken;
  });
}

/** A bias is one row. */
export function bias(arena: Arena, name: string, columns: number, gates = 1): Parameter {
  return parameter(arena, 'bias', name, 1, columns, gates);
}
