import type { ShownRun } from '../../src/protocol/dashboard';
import type { History } from '../../src/protocol/library';
import type { RunEvent } from '../../src/protocol/liveSettings';
import type { Sample } from '../../src/protocol/run';
import { Table } from './table';

/** What the page has of one run. */
export class RunData {
  readonly table = new Table();
  private drawn: readonly Sample[];
  private happened: readonly RunEvent[];

  constructor(
    public record: ShownRun,
    { metrics, samples, events }: History,
    /** Its place among the colours: kept as long as the run is shown. */
    readonly color: number,
  ) {
    this.table.append(metrics);
    this.drawn = samples;
    this.happened = events;
  }

  get id(): string {
    return this.record.id;
  }

  /** Their iterations rise. */
  get samples(): readonly Sample[] {
    return this.drawn;
  }

  /** What a person changed while it trained. */
  get events(): readonly RunEvent[] {
    return this.happened;
  }

  addEvent(event: RunEvent): void {
    this.happened = [...this.happened, event];
  }

  /** A resumed run draws again what came after its checkpoint. */
  addSample(sample: Sample): void {
    this.drawn = [...this.drawn.filter(({ iteration }) => iteration < sample.iteration), sample];
  }

  /** The run as of its last measurement: while it trains, these come more often than its record. */
  get latest(): ShownRun {
    const { record, table } = this;
    const iteration = table.last('iteration');
    if (record.state !== 'running' || !(iteration > record.iteration)) return record;
    const [smoothLoss, tokensPerSecond, elapsed] = ['smoothLoss', 'tokensPerSecond', 'elapsed'].map(column =>
      table.last(column),
    );
    return { ...record, iteration, smoothLoss, tokensPerSecond, elapsed };
  }

  /** The place of the last sample up to an iteration; of the first one before there is any, -1 without samples. */
  sampleAt(iteration: number): number {
    const last = this.drawn.findLastIndex(sample => sample.iteration <= iteration);
    return last < 0 ? Math.min(0, this.drawn.length - 1) : last;
  }
}
