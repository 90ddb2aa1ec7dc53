import type { Arena, Ids, Tensor } from './tensor';

/**
 * An arena that returns shapes but allocates no memory. It shows what a network needs before anything is
 * allocated.
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
