import type { ListUpdate } from '../../../src/extension/core/runList';
import type { SubscriptionPorts } from '../../../src/extension/dashboard/runSubscriptions';
import type { SettingChange } from '../../../src/protocol/liveSettings';
import type { RunRecord, Sample } from '../../../src/protocol/run';
import { type RunUpdate, recordUpdate } from '../../../src/protocol/runUpdate';
import type { StoredHistory } from '../../../src/protocol/storage';
import { record } from '../preview/run';

/** An event emitter that works as VS Code's does. */
class Emitter<T> {
  private readonly listeners = new Set<(value: T) => unknown>();

  readonly event = (listener: (value: T) => unknown) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }
}

/** The true state of a run. Tests compare the page with it. */
export interface TrueRun {
  record: RunRecord;
  live: boolean;
  /** The iteration and the loss of each row. */
  rows: (readonly [number, number])[];
  samples: Sample[];
  changes: SettingChange[];
  checkpoint: number;
}

/** A run manager with a selection. The methods make runs train, fail, crash, resume and be deleted. */
export class FakeRunManager {
  readonly runs = new Map<string, TrueRun>();
  ids: string[] = [];
  private readonly updated = new Emitter<RunUpdate | ListUpdate>();
  private readonly selected = new Emitter<void>();
  private counter = 0;

  readonly runManager: SubscriptionPorts['runManager'] = {
    run: id => this.runs.get(id)?.record,
    isLive: id => this.runs.get(id)?.live ?? false,
    history: id => {
      const run = this.runs.get(id);
      if (!run) return Promise.reject(new Error(`no run ${id}`));
      return run.live ? historyOf(run) : Promise.resolve().then(() => historyOf(run));
    },
    onDidUpdate: this.updated.event,
  };

  get selection(): SubscriptionPorts['selection'] {
    const self = this;
    return {
      get ids() {
        return self.ids;
      },
      get record() {
        return self.runs.get(self.ids[0])?.record;
      },
      follows: true,
      pinned: false,
      onDidChange: this.selected.event,
    };
  }

  start(id: string): void {
    if (this.runs.has(id)) return;
    this.runs.set(id, {
      record: record({ id }),
      live: true,
      rows: [],
      samples: [],
      changes: [],
      checkpoint: 0,
    });
    this.updated.fire({ kind: 'list' });
    this.choose([...this.ids, id]);
  }

  choose(ids: readonly string[]): void {
    this.ids = ids.filter(id => this.runs.has(id));
    this.selected.fire();
  }

  train(id: string, updates: number): void {
    const run = this.runs.get(id);
    if (!run?.live || run.record.state !== 'running') return;
    const from = run.record.iteration;
    const rows = Array.from({ length: updates }, (_, i) => [from + i, ++this.counter] as const);
    run.rows = run.rows.concat(rows);
    run.record = { ...run.record, iteration: from + updates };
    const values = Float64Array.from(rows.flat());
    this.updated.fire({ id, kind: 'metrics', metrics: { columns: ['iteration', 'loss'], values } });
  }

  sample(id: string): void {
    const run = this.runs.get(id);
    if (!run?.live) return;
    const { iteration } = run.record;
    const sample = { iteration, text: `${++this.counter}` };
    run.samples = [...run.samples.filter(other => other.iteration < iteration), sample];
    this.updated.fire({ id, kind: 'sample', sample });
  }

  changeSetting(id: string): void {
    const run = this.runs.get(id);
    if (!run?.live) return;
    const { iteration } = run.record;
    const to = ++this.counter;
    const change = { iteration, elapsed: 0, setting: 'training.learningRate', from: to - 1, to } as const;
    run.changes = [...run.changes, change];
    this.updated.fire({ id, kind: 'setting', change });
  }

  checkpoint(id: string): void {
    const run = this.runs.get(id);
    if (run?.live) run.checkpoint = run.record.iteration;
  }

  /** Sends the record of a run. A real run does this about once per second while it trains. */
  announce(id: string): void {
    const run = this.runs.get(id);
    if (run) this.updated.fire(recordUpdate(run.record));
  }

  end(id: string, state: 'paused' | 'stopped' | 'interrupted'): void {
    const run = this.runs.get(id);
    if (!run?.live) return;
    run.live = state === 'paused';
    run.record = { ...run.record, state };
    this.announce(id);
  }

  /** Makes a run fail. It returns to its checkpoint, but rows after the checkpoint stay visible. */
  fail(id: string): void {
    const run = this.runs.get(id);
    if (!run?.live) return;
    run.live = false;
    run.record = { ...run.record, state: 'failed', iteration: run.checkpoint };
    this.announce(id);
  }

  resume(id: string): void {
    const run = this.runs.get(id);
    if (!run || run.record.state === 'running') return;
    if (!run.live) {
      run.rows = run.rows.filter(([iteration]) => iteration < run.checkpoint);
      run.samples = run.samples.filter(({ iteration }) => iteration <= run.checkpoint);
      run.changes = run.changes.filter(({ iteration }) => iteration <= run.checkpoint);
    }
    run.record = {
      ...run.record,
      state: 'running',
      iteration: run.live ? run.record.iteration : run.checkpoint,
    };
    run.live = true;
    this.announce(id);
  }

  remove(id: string): void {
    this.runs.delete(id);
    this.updated.fire({ kind: 'list' });
    this.choose(this.ids);
  }
}

function historyOf({ rows, samples, changes }: TrueRun): StoredHistory {
  const values = Float64Array.from(rows.flat());
  return {
    metrics: { columns: ['iteration', 'loss'], values },
    samples: [...samples],
    changes: [...changes],
  };
}
