import type { Role } from '../parameters';

/** A matrix [rows, columns] to fill, from `rows` units to `columns` units. */
export interface Block {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly role: Role;
  /** The deviation that the settings ask for. */
  readonly deviation: number;
  /** Standard normal and uniform [0, 1) draws, by index; the same index gives the same draw. */
  normal(index: number): number;
  uniform(index: number): number;
}

export type Initialiser = (block: Block) => void;
