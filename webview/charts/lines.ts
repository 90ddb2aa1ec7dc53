import { smooth } from '../smooth';

/** Columns of numbers by their names; those that are not there are empty. */
export interface Columns {
  column(name: string): Float64Array;
}

export interface Line {
  /** One column; of several, the root of the sum of their squares: the norm of what they are norms of. */
  readonly columns: readonly string[];
  readonly label: string;
  /** Which of the theme's colours. */
  readonly color: number;
  /** Drawn thin and pale, behind the others. */
  readonly pale?: boolean;
  /** Most rows have no value: points, joined across the rows without. */
  readonly sparse?: boolean;
  /** The column with its standard error. */
  readonly error?: string;
}

/** What a line draws, before anything is left out for drawing. */
export function valuesOf(source: Columns, { columns }: Line, smoothing: number): Float64Array {
  const parts = columns.map(name => source.column(name));
  return smooth(parts.length === 1 ? parts[0] : joint(parts), smoothing);
}

function joint(parts: readonly Float64Array[]): Float64Array {
  const norms = new Float64Array(parts[0]?.length ?? 0);
  for (const part of parts) for (let i = 0; i < norms.length; i++) norms[i] += part[i] ** 2;
  for (let i = 0; i < norms.length; i++) norms[i] = Math.sqrt(norms[i]);
  return norms;
}

/** The row of the last value before row `end`; -1 where there is none. */
export function lastKnown(values: Float64Array, end = values.length): number {
  let row = end - 1;
  while (row >= 0 && Number.isNaN(values[row])) row--;
  return row;
}

/** The row of the first value from row `start` on; the length where there is none. */
export function nextKnown(values: Float64Array, start: number): number {
  let row = start;
  while (row < values.length && Number.isNaN(values[row])) row++;
  return row;
}
