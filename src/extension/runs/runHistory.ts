import type { History } from '../../protocol/library';
import type { RunEvent } from '../../protocol/liveSettings';
import type { MetricsBlock, Sample } from '../../protocol/run';

/** Everything measured and sampled in a run so far, in order; grows while the run trains. */
export class RunHistory {
  private columns: readonly string[];
  private values: Float64Array;
  private length: number;
  private samples: Sample[];
  private events: RunEvent[];

  constructor(stored?: History) {
    this.columns = stored?.metrics.columns ?? [];
    this.values = stored?.metrics.values ?? new Float64Array();
    this.length = this.values.length;
    this.samples = [...(stored?.samples ?? [])];
    this.events = [...(stored?.events ?? [])];
  }

  addMetrics({ columns, values }: MetricsBlock): void {
    this.columns = columns;
    const length = this.length + values.length;
    if (length > this.values.length) {
      const larger = new Float64Array(Math.max(length, 2 * this.values.length));
      larger.set(this.values.subarray(0, this.length));
      this.values = larger;
    }
    this.values.set(values, this.length);
    this.length = length;
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
  snapshot(): History {
    const values = this.values.slice(0, this.length);
    return {
      metrics: { columns: this.columns, values },
      samples: [...this.samples],
      events: [...this.events],
    };
  }
}
