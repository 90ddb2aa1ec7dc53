import type { SurprisalLines } from '../../src/protocol/surprisalTable';

/** The column by which a table is sorted, and the direction. */
export interface ColumnOrder {
  readonly column: number;
  readonly descending: boolean;
}

/** A row of a table: its cells as in an export, and its range in the document, in UTF-16 units. */
export interface TableRow {
  readonly cells: readonly string[];
  readonly start: number;
  readonly end: number;
}

const texts = ['item', 'condition', 'region', 'text', 'token'];

/**
 * The lines of a table of surprisal. A line is split into cells only when it is shown or compared, in order
 * to save memory.
 */
export class TableModel {
  columns: readonly string[] = [];
  private lines: string[] = [];
  private places: number[] = [];
  private order: ColumnOrder | undefined;
  /** The indices of the rows in the current order. Undefined if the rows are in the order of the text. */
  private sorted: Uint32Array | undefined;
  private readonly collator = new Intl.Collator(undefined, { numeric: true });

  begin(): void {
    this.columns = [];
    this.lines = [];
    this.places = [];
    this.order = undefined;
    this.sorted = undefined;
  }

  /** Appends lines to the table. The next call of `sortBy` includes them in the order. */
  add({ lines, places }: SurprisalLines): void {
    const added = lines.split('\n');
    // Drops the empty string after the last newline.
    added.pop();
    const isFirst = this.columns.length === 0;
    if (isFirst) this.columns = cellsOf(added.shift() ?? '');
    for (const line of added) this.lines.push(line);
    for (const place of isFirst ? places.subarray(2) : places) this.places.push(place);
  }

  get length(): number {
    return this.lines.length;
  }

  get sortedBy(): ColumnOrder | undefined {
    return this.order;
  }

  /**
   * Sorts the rows by a column. Rows without a value in this column come last. If `order` is undefined,
   * restores the order of the text.
   */
  sortBy(order: ColumnOrder | undefined): void {
    this.order = order;
    this.sorted = order && this.sort(order);
  }

  /** Returns the row at a position of the current order. */
  row(position: number): TableRow {
    const { sorted, places } = this;
    const index = sorted && position < sorted.length ? sorted[position] : position;
    return { cells: cellsOf(this.lines[index]), start: places[2 * index], end: places[2 * index + 1] };
  }

  /** Returns whether a column contains texts instead of numbers. */
  isText(column: number): boolean {
    return texts.includes(this.columns[column]);
  }

  /** Returns the kind of figure in a column, such as `surprisal`, without the name of the model. */
  figureOf(column: number): string {
    return this.columns[column].replace(/^(surprisal|log10p|rank|entropy|unknown|order|tokens)_.*$/s, '$1');
  }

  /** Returns the largest finite number of a column. Returns 0 if the column contains no finite number. */
  largest(column: number): number {
    const numbers = this.numbers(column);
    return numbers.reduce((most, value) => (Number.isFinite(value) && value > most ? value : most), 0);
  }

  /** Returns for each model the number of rows with tokens that are unknown to the model. */
  unknownRows(): number[] {
    return this.columns.flatMap((_, column) =>
      this.figureOf(column) === 'unknown' ? [this.numbers(column).filter(value => value > 0).length] : [],
    );
  }

  private sort({ column, descending }: ColumnOrder): Uint32Array {
    const rows = Uint32Array.from({ length: this.length }, (_, i) => i);
    const sign = descending ? -1 : 1;
    if (this.isText(column)) {
      const cells = this.lines.map(line => cellsOf(line)[column]);
      return rows.sort((a, b) => sign * this.collator.compare(cells[a], cells[b]) || a - b);
    }
    const numbers = this.numbers(column);
    return rows.sort((a, b) => {
      const [x, y] = [numbers[a], numbers[b]];
      if (Number.isNaN(x) || Number.isNaN(y))
        return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
      return x === y ? a - b : sign * (x < y ? -1 : 1);
    });
  }

  private numbers(column: number): Float64Array {
    return Float64Array.from(this.lines, line => numberIn(cellsOf(line)[column]));
  }
}

const cellsOf = (line: string) => line.split('\t');

/**
 * Parses a cell with a number. `inf` is infinity. An empty cell, which means that there is no value, gives
 * NaN.
 */
export function numberIn(cell: string): number {
  if (cell === '') return Number.NaN;
  if (/^-?inf$/.test(cell)) return cell === 'inf' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return Number(cell);
}

const signs: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };

/** Returns the text of a cell. Replaces the escape sequences that an exported cell contains. */
export const textIn = (cell: string) => cell.replaceAll(/\\(.)/g, (_, sign) => signs[sign] ?? sign);
