import type { MetricsBlock, RunRecord, Sample } from '../../protocol/run';

export interface RunUpdates {
  readonly metrics?: MetricsBlock;
  readonly samples: readonly Sample[];
  readonly run?: RunRecord;
}

/** Calls the action after a short delay. Returns a function that cancels the call. */
export type Scheduler = (action: () => void) => () => void;

/** Delays by 100 ms, so that a page draws at most ten times per second. */
export const tenTimesASecond: Scheduler = action => {
  const timer = setTimeout(action, 100);
  return () => clearTimeout(timer);
};

/** Collects the updates of a run and delivers them together. */
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

  /** Drops all pending updates. */
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
