import type { MetricsBlock, RunRecord, Sample } from '../../protocol/run';

export interface RunUpdates {
  readonly metrics?: MetricsBlock;
  readonly samples: readonly Sample[];
  readonly run?: RunRecord;
}

/** Calls back a little later; returns what calls it off. */
export type Scheduler = (action: () => void) => () => void;

/** A page need not draw more often than ten times a second. */
export const tenTimesASecond: Scheduler = action => {
  const timer = setTimeout(action, 100);
  return () => clearTimeout(timer);
};

/** Collects what is new of a run, and delivers it together. */
export class UpdateBatcher {
  private blocks: MetricsBlock[] = [];
  private samples: Sample[] = [];
  private run: RunRecord | undefined;
  private callOff: (() => void) | undefined;

  constructor(
    private readonly later: Scheduler,
    private readonly deliver: (news: RunUpdates) => void,
  ) {}

  addMetrics(block: MetricsBlock): void {
    this.blocks.push(block);
    this.schedule();
  }

  addSample(sample: Sample): void {
    this.samples.push(sample);
    this.schedule();
  }

  setRun(run: RunRecord): void {
    this.run = run;
    this.schedule();
  }

  /** Drops what a snapshot makes superfluous. */
  clear(): void {
    this.callOff?.();
    this.callOff = undefined;
    this.blocks = [];
    this.samples = [];
    this.run = undefined;
  }

  private schedule(): void {
    this.callOff ??= this.later(() => {
      const news = { metrics: joined(this.blocks), samples: this.samples, run: this.run };
      this.clear();
      this.deliver(news);
    });
  }
}

function joined(blocks: readonly MetricsBlock[]): MetricsBlock | undefined {
  if (blocks.length < 2) return blocks[0];
  const values = new Float64Array(blocks.reduce((length, block) => length + block.values.length, 0));
  let end = 0;
  for (const block of blocks) {
    values.set(block.values, end);
    end += block.values.length;
  }
  return { columns: blocks[0].columns, values };
}
