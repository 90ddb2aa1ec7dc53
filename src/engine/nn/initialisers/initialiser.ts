import type { Role } from '../parameters';

/**
 * A matrix [rows, columns] to fill with initial weights, which lead from `rows` units to `columns` units. All
 * its elements are 0 at first.
 */
export interface MatrixBlock {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly role: Role;
  /** The standard deviation from the settings, for the initialiser `gaussian`. */
  readonly deviation: number;
  /**
   * `normal` returns standard normal draws, `uniform` draws from [0, 1). The same index always gives the same
   * draw.
   */
  normal(index: number): number;
  uniform(index: number): number;
}

/** An initialiser: fills `block.values` with initial weights. */
export type Initialiser = (block: MatrixBlock) => void;
