import type { Arena, Ids, Tensor } from './tensor';

/**
 * An arena that allocates no memory and returns only the shapes of tensors. It determines which tensors a
 * network needs before any memory is allocated.
 */
export class PlanningArena implements Arena {
  readonly bytesPerElement = 4;

  tensor(rows: number, columns: number): Tensor {
    return { pointer: 0, rows, columns };
  }

  ids(length: number): Ids {
    return { pointer: 0, length };
  }

  slice({ columns }: Tensor, _from: number, count: number): Tensor {
    return { pointer: 0, rows: count, columns };
  }

  values(): never {
    throw new Error('a planning arena has no numbers');
  }

  idValues(): never {
    throw new Error('a planning arena has no ids');
  }
}
