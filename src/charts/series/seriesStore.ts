import type { Table } from '../runs/table';
import { MonotonicColumn } from './monotonicColumn';
import { Series, type SeriesOptions } from './series';

interface CachedSeries {
  readonly options: SeriesOptions;
  readonly series: Series;
}

/** The series that plots draw, by table. Each is created once and then updated when its table grows. */
export class SeriesStore {
  private readonly seriesOf = new WeakMap<Table, Map<string, CachedSeries>>();
  private readonly xColumns = new WeakMap<Table, Map<string, MonotonicColumn>>();

  /**
   * Returns an up-to-date series. `purpose` distinguishes series of the same columns. A series with changed
   * options replaces the previous one.
   */
  get(table: Table, purpose: string, options: SeriesOptions): Series {
    const ofTable = this.seriesOf.get(table) ?? new Map<string, CachedSeries>();
    this.seriesOf.set(table, ofTable);
    const key = `${purpose} ${options.columns.join(' ')}`;
    let cached = ofTable.get(key);
    if (cached?.options.x !== options.x || cached.options.smoothing !== options.smoothing) {
      cached = { options, series: new Series(table, options, this.rising(table, options.x)) };
      ofTable.set(key, cached);
    }
    cached.series.update();
    return cached.series;
  }

  private rising(table: Table, x: string): MonotonicColumn {
    const ofTable = this.xColumns.get(table) ?? new Map<string, MonotonicColumn>();
    this.xColumns.set(table, ofTable);
    const known = ofTable.get(x) ?? new MonotonicColumn(table, x);
    ofTable.set(x, known);
    return known;
  }
}
