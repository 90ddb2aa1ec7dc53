import type { DashboardEvents, ShownRun } from '../../protocol/dashboard';
import type { MetricsBlock, RunRecord, RunState } from '../../protocol/run';
import type { StoredHistory } from '../../protocol/storage';
import type { RunManager } from '../core/runManager';
import { lowerRate } from '../runs/failures';
import { piecesOf } from './pieces';
import { type RunUpdates, type Scheduler, UpdateBatcher } from './updateBatcher';

const nothing: StoredHistory = {
  metrics: { columns: [], values: new Float64Array() },
  samples: [],
  events: [],
};

/** Where a run's updates come from, and where they are sent. */
export interface RunSubscriptionPorts {
  readonly runManager: Pick<
    RunManager,
    'run' | 'isLive' | 'history' | 'onDidMeasure' | 'onDidSample' | 'onDidHappen' | 'onDidChange'
  >;
  readonly later: Scheduler;
  readonly tell: <K extends keyof DashboardEvents>(name: K, payload: DashboardEvents[K]) => void;
  readonly report: (error: unknown) => void;
}

/** Sends one run to a page: first its history, then every update. */
export class RunSubscription {
  private readonly queue: UpdateBatcher;
  private readonly subscriptions;
  private state: 'closed' | 'open' | 'disposed' = 'closed';
  private known: RunState | undefined;
  private turns = 0;
  private wasLive = false;
  private iteration = 0;
  /** Iteration of the last row that was sent or queued. -1 if there is none. */
  private measured = -1;

  constructor(
    readonly id: string,
    private readonly ports: RunSubscriptionPorts,
  ) {
    const { runManager, later } = ports;
    this.queue = new UpdateBatcher(later, news => this.deliver(news));
    this.subscriptions = [
      runManager.onDidMeasure(news => news.id === id && this.isOpen && this.measure(news.block)),
      runManager.onDidSample(news => news.id === id && this.isOpen && this.queue.addSample(news.sample)),
      runManager.onDidHappen(news => news.id === id && this.isOpen && ports.tell('event', news)),
      runManager.onDidChange(record => record?.id === id && this.change(record)),
    ];
  }

  /**
   * Sends the run's current state to the page: a first batch of rows so that something can be drawn, then the
   * rest. After that, the page receives every update.
   */
  async open(): Promise<void> {
    const { runManager, tell, report } = this.ports;
    for (;;) {
      const before = runManager.run(this.id);
      const turns = this.turn(before?.state);
      const pending = before && runManager.history(this.id);
      const history = pending instanceof Promise ? await pending.catch(failed(report)) : pending;
      const run = runManager.run(this.id);
      if (!run || !history || this.state === 'disposed') return;
      if (this.turn(run.state) !== turns) continue; // its state changed while its history was read
      this.queue.clear();
      this.state = 'open';
      this.remember(run);
      this.measured = lastIteration(history.metrics);
      const [metrics, ...more] = piecesOf(history.metrics);
      tell('opened', { run: this.asShown(run), history: { ...history, metrics } });
      for (const block of more) tell('metrics', { id: this.id, block });
      return;
    }
  }

  dispose(): void {
    this.state = 'disposed';
    for (const subscription of this.subscriptions) subscription.dispose();
    this.queue.clear();
  }

  /** Records the state of the run, and returns how often it is known to have changed. */
  private turn(state: RunState | undefined): number {
    if (state !== this.known) this.turns++;
    this.known = state;
    return this.turns;
  }

  private get isOpen(): boolean {
    return this.state === 'open';
  }

  private measure(block: MetricsBlock): void {
    this.measured = lastIteration(block);
    this.queue.addMetrics(block);
  }

  /**
   * Updates the page after the run's record changed. A run that continues from an earlier checkpoint is sent
   * again in full. A failed run is sent again only once it resumes. A run that trains in another window sends
   * no metrics, so its history is read again when its iteration changes.
   */
  private change(record: RunRecord): void {
    this.turn(record.state);
    if (!this.isOpen) return;
    const wentBack = record.state === 'running' && record.iteration <= this.measured;
    const trainsElsewhere = !this.wasLive && !this.ports.runManager.isLive(this.id);
    const hasMoved = record.iteration !== this.iteration;
    this.remember(record);
    if (wentBack || (trainsElsewhere && hasMoved)) void this.open().catch(this.ports.report);
    else this.queue.setRun(record);
  }

  private remember(record: RunRecord): void {
    this.wasLive = this.ports.runManager.isLive(this.id);
    this.iteration = record.iteration;
  }

  private deliver({ metrics, samples, run }: RunUpdates): void {
    const { id } = this;
    const { tell } = this.ports;
    if (metrics) tell('metrics', { id, block: metrics });
    for (const sample of samples) tell('sample', { id, sample });
    if (run) tell('run', this.asShown(run));
  }

  private asShown(run: RunRecord): ShownRun {
    return { ...run, live: this.ports.runManager.isLive(run.id), lowerRate: lowerRate(run) };
  }
}

/** Returns the iteration of the last row, or -1 if there are no rows. */
function lastIteration({ columns, values }: MetricsBlock): number {
  return values.at(columns.indexOf('iteration') - columns.length) ?? -1;
}

/**
 * Returns an error handler that reports the error and supplies an empty history, so that the run is still
 * shown.
 */
const failed = (report: (error: unknown) => void) => (error: unknown) => {
  report(error);
  return nothing;
};
