import type { MetricsBlock } from '../../protocol/run';
import type { RunUpdate } from '../../protocol/runUpdate';

/** A function that calls `action` after a short delay. It returns a function that cancels this call. */
export type Scheduler = (action: () => void) => () => void;

/** Calls an action after 100 ms, so that a page draws at most ten times per second. */
export const tenTimesASecond: Scheduler = action => {
  const timer = setTimeout(action, 100);
  return () => clearTimeout(timer);
};

/**
 * Collects the updates of a run and sends them together: all metrics as one block, all samples and settings,
 * and the last record.
 */
export class UpdateBatcher {
  private pending: RunUpdate[] = [];
  private cancel: (() => void) | undefined;

  constructor(
    private readonly later: Scheduler,
    private readonly send: (update: RunUpdate) => void,
  ) {}

  add(update: RunUpdate): void {
    this.pending.push(update);
    this.cancel ??= this.later(() => {
      const updates = merged(this.pending);
      this.clear();
      for (const each of updates) this.send(each);
    });
  }

  /** Drops all pending updates. */
  clear(): void {
    this.cancel?.();
    this.cancel = undefined;
    this.pending = [];
  }
}

/** Merges updates: first all metrics as one block, then the samples and settings, then the last record. */
function merged(updates: readonly RunUpdate[]): RunUpdate[] {
  const blocks = updates.flatMap(update => (update.kind === 'metrics' ? [update.metrics] : []));
  const others = updates.filter(({ kind }) => kind === 'sample' || kind === 'setting');
  const record = updates.findLast(({ kind }) => kind === 'record');
  const metrics =
    blocks.length > 0 && ({ id: updates[0].id, kind: 'metrics', metrics: joined(blocks) } as const);
  return [...(metrics ? [metrics] : []), ...others, ...(record ? [record] : [])];
}

function joined(blocks: readonly MetricsBlock[]): MetricsBlock {
  if (blocks.length === 1) return blocks[0];
  const values = new Float64Array(blocks.reduce((length, block) => length + block.values.length, 0));
  let end = 0;
  for (const block of blocks) {
    values.set(block.values, end);
    end += block.values.length;
  }
  return { columns: blocks[0].columns, values };
}
