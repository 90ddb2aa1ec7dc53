import type { Columns } from '../model/table';
import { Extremes } from './extremes';
import { Growing } from './growing';
import { firstAbove } from './search';
import { Smoother } from './smooth';

/** Rows of columns that may be taken back. */
export interface Source extends Columns {
  readonly generation: number;
}

export interface SeriesOptions {
  /** The column along the x axis. */
  readonly x: string;
  /** One column; of several, the root of the sum of their squares: the norm of what they are norms of. */
  readonly columns: readonly string[];
  /** Share of the past; 0 draws the values themselves. */
  readonly smoothing: number;
}

/** Values of y over x, prepared on all rows for drawing any part of them; takes up new rows as they come. */
export class Series {
  private readonly xs = new Growing();
  private readonly ys = new Growing();
  private readonly extremes = new Extremes();
  private smoother: Smoother;
  private lastX = 0;
  private generation: number;

  constructor(
    private readonly source: Source,
    private readonly options: SeriesOptions,
  ) {
    this.generation = source.generation;
    this.smoother = new Smoother(options.smoothing);
  }

  /** Never falls. */
  get x(): Float64Array {
    return this.xs.values;
  }

  /** NaN where nothing was measured. */
  get y(): Float64Array {
    return this.ys.values;
  }

  /** Takes up what is new. */
  update(): void {
    const { source, options } = this;
    if (source.generation !== this.generation) this.restart();
    const x = source.column(options.x);
    const columns = options.columns.map(name => source.column(name));
    const rows = columns.length === 0 ? 0 : Math.min(x.length, ...columns.map(({ length }) => length));
    for (let row = this.ys.length; row < rows; row++) {
      if (x[row] > this.lastX) this.lastX = x[row]; // a last validation has no tokens or time of its own
      this.xs.push(this.lastX);
      this.ys.push(this.smoother.next(columns.length === 1 ? columns[0][row] : normOf(columns, row)));
    }
    this.extremes.grow(this.ys.values);
  }

  /** The rows of the least and the greatest value among rows [from, to); -1 where nothing was measured. */
  extremesBetween(from: number, to: number): [number, number] {
    return this.extremes.between(this.ys.values, from, to);
  }

  /** The row of the last measurement up to x; -1 where there is none. */
  rowAt(x: number): number {
    const { y } = this;
    let row = firstAbove(this.x, x) - 1;
    while (row >= 0 && Number.isNaN(y[row])) row--;
    return row;
  }

  private restart(): void {
    this.generation = this.source.generation;
    this.smoother = new Smoother(this.options.smoothing);
    this.lastX = 0;
    this.xs.clear();
    this.ys.clear();
    this.extremes.clear();
  }
}

function normOf(columns: readonly Float64Array[], row: number): number {
  let squares = 0;
  for (const column of columns) squares += column[row] ** 2;
  return Math.sqrt(squares);
}
