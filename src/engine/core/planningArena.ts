import type { Arena, Ids, Tensor } from './tensor';

/** Hands out shapes and no memory: what a network would need, before anything is allocated for it. */
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
    throw new Error('a plan holds no numbers');
  }

  idValues(): never {
    throw new Error('a plan holds no ids');
  }
}
