import type { RunEvent } from '../../protocol/liveSettings';
import type { MetricsBlock, Sample } from '../../protocol/run';
import type { StoredHistory } from '../../protocol/storage';

/** Everything measured and sampled in a run so far, in order; grows while the run trains. */
export class RunHistory {
  private columns: readonly string[];
  private values: Float64Array;
  private length: number;
  private samples: Sample[];
  private events: RunEvent[];

  constructor(stored?: StoredHistory) {
    this.columns = stored?.metrics.columns ?? [];
    this.values = stored?.metrics.values ?? new Float64Array();
    this.length = this.values.length;
    this.samples = [...(stored?.samples ?? [])];
    this.events = [...(stored?.events ?? [])];
  }

  addMetrics({ columns, values }: MetricsBlock): void {
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

  /** A run that an older version began may lack columns of a newer one. */
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

  /** A sample takes the place of one drawn at the same iteration: a resumed run draws it again. */
  addSample(sample: Sample): void {
    this.samples = this.samples.filter(({ iteration }) => iteration < sample.iteration);
    this.samples.push(sample);
  }

  addEvent(event: RunEvent): void {
    this.events.push(event);
  }

  /** Drops what is newer than `iteration` completed updates: a resumed run starts at its checkpoint. */
  rewind(iteration: number): void {
    const column = this.columns.indexOf('iteration');
    const width = this.columns.length;
    while (this.length > 0 && this.values[this.length - width + column] >= iteration) this.length -= width;
    this.samples = this.samples.filter(sample => sample.iteration <= iteration);
    this.events = this.events.filter(event => event.iteration <= iteration);
  }

  /** A copy, for another process. */
  snapshot(): StoredHistory {
    const values = this.values.slice(0, this.length);
    return {
      metrics: { columns: this.columns, values },
      samples: [...this.samples],
      events: [...this.events],
    };
  }
}
