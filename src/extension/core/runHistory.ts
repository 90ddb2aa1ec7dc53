import type { SettingChange } from '../../protocol/liveSettings';
import type { MetricsBlock, Sample } from '../../protocol/run';
import type { RunUpdate } from '../../protocol/runUpdate';
import type { StoredHistory } from '../../protocol/storage';

/** The metrics, samples and setting changes of a run, in order of iteration. Grows while the run trains. */
export class RunHistory {
  private columns: readonly string[];
  private values: Float64Array;
  private length: number;
  private samples: Sample[];
  private changes: SettingChange[];

  constructor(stored?: StoredHistory) {
    this.columns = stored?.metrics.columns ?? [];
    this.values = stored?.metrics.values ?? new Float64Array();
    this.length = this.values.length;
    this.samples = [...(stored?.samples ?? [])];
    this.changes = [...(stored?.changes ?? [])];
  }

  /**
   * Adds an update. An update of kind `record` removes everything that was stored for iterations after the
   * record's, because a run that is resumed from a checkpoint measures these iterations again.
   */
  add(update: RunUpdate): void {
    switch (update.kind) {
      case 'metrics':
        this.addMetrics(update.metrics);
        return;
      case 'sample':
        this.addSample(update.sample);
        return;
      case 'setting':
        this.changes.push(update.change);
        return;
      case 'record':
        // The record of a failed run describes its last checkpoint. Metrics of later iterations stay visible
        // until the run is resumed.
        if (update.record.state !== 'failed') this.rewind(update.record.iteration);
    }
  }

  private addMetrics({ columns, values }: MetricsBlock): void {
    if (columns.join() !== this.columns.join()) this.arrange(columns);
    const length = this.length + values.length;
    if (length > this.values.length) {
      const larger = new Float64Array(Math.max(length, 2 * this.values.length));
      larger.set(this.values.subarray(0, this.length));
      this.values = larger;
    }
    this.values.set(values, this.length);
    this.length = length;
  }

  /**
   * Rearranges the stored rows so that they have `columns`. Columns that a run of an older version did not
   * measure get NaN.
   */
  private arrange(columns: readonly string[]): void {
    const rows = this.columns.length > 0 ? this.length / this.columns.length : 0;
    const places = columns.map(name => this.columns.indexOf(name));
    const values = new Float64Array(rows * columns.length);
    for (let row = 0; row < rows; row++)
      for (const [i, place] of places.entries())
        values[row * columns.length + i] =
          place < 0 ? Number.NaN : this.values[row * this.columns.length + place];
    this.columns = columns;
    this.values = values;
    this.length = values.length;
  }

  /**
   * Adds a sample. Removes samples of the same or a later iteration, because a resumed run generates them
   * again.
   */
  private addSample(sample: Sample): void {
    this.samples = this.samples.filter(({ iteration }) => iteration < sample.iteration);
    this.samples.push(sample);
  }

  /**
   * Removes everything that was recorded after `iteration` updates. A row of metrics with the iteration i is
   * measured during update i + 1, so rows with the iteration `iteration` are removed, too.
   */
  private rewind(iteration: number): void {
    const column = this.columns.indexOf('iteration');
    const width = this.columns.length;
    while (this.length > 0 && this.values[this.length - width + column] >= iteration) this.length -= width;
    this.samples = this.samples.filter(sample => sample.iteration <= iteration);
    this.changes = this.changes.filter(change => change.iteration <= iteration);
  }

  /** Returns a copy that can be sent to another process. */
  snapshot(): StoredHistory {
    const values = this.values.slice(0, this.length);
    return {
      metrics: { columns: this.columns, values },
      samples: [...this.samples],
      changes: [...this.changes],
    };
  }
}
