import type { Table } from '../model/table';
import { Series, type SeriesOptions } from '../series/series';

interface Kept {
  readonly options: SeriesOptions;
  readonly series: Series;
}

/** The series of each table that plots draw, made once and kept up with their tables. */
export class SeriesStore {
  private readonly kept = new WeakMap<Table, Map<string, Kept>>();

  /** `purpose` tells series of the same columns apart: one that is smoothed anew takes the place of the former. */
  get(table: Table, purpose: string, options: SeriesOptions): Series {
    const ofTable = this.kept.get(table) ?? new Map<string, Kept>();
    this.kept.set(table, ofTable);
    const key = `${purpose} ${options.columns.join(' ')}`;
    let kept = ofTable.get(key);
    if (kept?.options.x !== options.x || kept.options.smoothing !== options.smoothing) {
      kept = { options, series: new Series(table, options) };
      ofTable.set(key, kept);
    }
    kept.series.update();
    return kept.series;
  }
}
