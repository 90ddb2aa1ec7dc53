import type { MetricsBlock, RunRecord, Sample } from '../../protocol/run';

/** Milliseconds between deliveries: a page need not draw more often. */
const every = 100;

export interface News {
  readonly metrics?: MetricsBlock;
  readonly samples: readonly Sample[];
  readonly run?: RunRecord;
}

/** Collects what is new of a run, and delivers it at most ten times a second. */
export class NewsQueue {
  private blocks: MetricsBlock[] = [];
  private samples: Sample[] = [];
  private run: RunRecord | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly deliver: (news: News) => void) {}

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
    clearTimeout(this.timer);
    this.timer = undefined;
    this.blocks = [];
    this.samples = [];
    this.run = undefined;
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => {
      const news = { metrics: joined(this.blocks), samples: this.samples, run: this.run };
      this.clear();
      this.deliver(news);
    }, every);
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
