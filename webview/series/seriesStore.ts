import type { Table } from '../model/table';
import { Rising } from './rising';
import { Series, type SeriesOptions } from './series';

interface Kept {
  readonly options: SeriesOptions;
  readonly series: Series;
}

/** The series of each table that plots draw, made once and kept up with their tables. */
export class SeriesStore {
  private readonly kept = new WeakMap<Table, Map<string, Kept>>();
  private readonly across = new WeakMap<Table, Map<string, Rising>>();

  /** `purpose` tells series of the same columns apart: one that is smoothed anew takes the place of the former. */
  get(table: Table, purpose: string, options: SeriesOptions): Series {
    const ofTable = this.kept.get(table) ?? new Map<string, Kept>();
    this.kept.set(table, ofTable);
    const key = `${purpose} ${options.columns.join(' ')}`;
    let kept = ofTable.get(key);
    if (kept?.options.x !== options.x || kept.options.smoothing !== options.smoothing) {
      kept = { options, series: new Series(table, options, this.rising(table, options.x)) };
      ofTable.set(key, kept);
    }
    kept.series.update();
    return kept.series;
  }

  private rising(table: Table, x: string): Rising {
    const ofTable = this.across.get(table) ?? new Map<string, Rising>();
    this.across.set(table, ofTable);
    const known = ofTable.get(x) ?? new Rising(table, x);
    ofTable.set(x, known);
    return known;
  }
}
