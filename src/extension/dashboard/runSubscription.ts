import type { DashboardEvents, ShownRun } from '../../protocol/dashboard';
import type { MetricsBlock, RunRecord, RunState } from '../../protocol/run';
import { type RunUpdate, recordUpdate } from '../../protocol/runUpdate';
import type { StoredHistory } from '../../protocol/storage';
import type { RunManager } from '../core/runManager';
import { Owner } from '../disposableOwner';
import { lowerRate } from '../runs/failures';
import { piecesOf } from './metricsPieces';
import { type Scheduler, UpdateBatcher } from './updateBatcher';

const nothing: StoredHistory = {
  metrics: { columns: [], values: new Float64Array() },
  samples: [],
  changes: [],
};

/** The source of a run's updates, and the function that sends them to the page. */
export interface RunSubscriptionPorts {
  readonly runManager: Pick<RunManager, 'run' | 'isLive' | 'history' | 'onDidUpdate'>;
  readonly later: Scheduler;
  readonly send: <K extends keyof DashboardEvents>(name: K, payload: DashboardEvents[K]) => void;
  readonly report: (error: unknown) => void;
}

/** Sends one run to a page: first its history, then every update of it. */
export class RunSubscription extends Owner {
  private readonly batcher: UpdateBatcher;
  private state: 'closed' | 'open' | 'disposed' = 'closed';
  private known: RunState | undefined;
  private turns = 0;
  private openings = 0;
  private wasLive = false;
  private iteration = 0;
  private name: string | undefined;
  /** The iteration of the last row of metrics that was sent or waits to be sent; -1 if there is none. */
  private measured = -1;

  constructor(
    readonly id: string,
    private readonly ports: RunSubscriptionPorts,
  ) {
    super();
    const { runManager, later } = ports;
    this.batcher = new UpdateBatcher(later, update => this.send(update));
    this.own({ dispose: () => this.batcher.clear() });
    this.own(
      runManager.onDidUpdate(update => {
        if (update.kind === 'list') this.rename();
        else if (update.id === id) this.receive(update);
      }),
    );
  }

  /**
   * Sends the run's current state to the page: first a batch of rows so that something can be drawn, then the
   * rest, and after that every update. If `open` is called again while an earlier call still reads, only the
   * later call sends, because its history is newer.
   */
  async open(): Promise<void> {
    const { runManager, send, report } = this.ports;
    const opening = ++this.openings;
    for (;;) {
      const before = runManager.run(this.id);
      const turns = this.countStateChange(before?.state);
      const pending = before && runManager.history(this.id);
      const history = pending instanceof Promise ? await pending.catch(failed(report)) : pending;
      const run = runManager.run(this.id);
      if (!run || !history || this.state === 'disposed' || opening !== this.openings) return;
      // Reads again, because the run's state changed during the read.
      if (this.countStateChange(run.state) !== turns) continue;
      this.batcher.clear();
      this.state = 'open';
      this.remember(run);
      this.measured = lastIteration(history.metrics);
      const [metrics, ...more] = piecesOf(history.metrics);
      send('opened', { run: this.asShown(run), history: { ...history, metrics } });
      for (const piece of more) send('update', { id: this.id, kind: 'metrics', metrics: piece });
      return;
    }
  }

  override dispose(): void {
    this.state = 'disposed';
    super.dispose();
  }

  /**
   * Counts the changes of the run's state and returns the count. `open` compares the counts before and after
   * it waits, to find out whether the state changed in between.
   */
  private countStateChange(state: RunState | undefined): number {
    if (state !== this.known) this.turns++;
    this.known = state;
    return this.turns;
  }

  private receive(update: RunUpdate): void {
    if (update.kind === 'record') this.countStateChange(update.record.state);
    if (this.state !== 'open') return;
    if (update.kind === 'metrics') this.measured = lastIteration(update.metrics);
    const isOutdated = update.kind === 'record' && this.isHistoryOutdated(update.record);
    if (update.kind === 'record') this.remember(update.record);
    if (isOutdated) void this.open().catch(this.ports.report);
    else this.batcher.add(update);
  }

  /**
   * Returns whether a new record shows that the history on the page is outdated. This is the case if a run is
   * resumed from a checkpoint before the page's last row; a failed run is outdated only when it is resumed.
   * It is also the case if a run that another window trains has advanced, because this window receives no
   * metrics of that run.
   */
  private isHistoryOutdated(record: RunRecord): boolean {
    const wentBack = record.state === 'running' && record.iteration <= this.measured;
    const trainsElsewhere = !this.wasLive && !this.ports.runManager.isLive(this.id);
    const hasMoved = record.iteration !== this.iteration;
    return wentBack || (trainsElsewhere && hasMoved);
  }

  /**
   * Sends the record if the run's name has changed. The name depends on other runs, so it can change without
   * an update of this run.
   */
  private rename(): void {
    const run = this.ports.runManager.run(this.id);
    if (this.state !== 'open' || !run || run.shown?.full === this.name) return;
    this.remember(run);
    this.batcher.add(recordUpdate(run));
  }

  private remember(record: RunRecord): void {
    this.name = record.shown?.full;
    this.wasLive = this.ports.runManager.isLive(this.id);
    this.iteration = record.iteration;
  }

  private send(update: RunUpdate): void {
    this.ports.send('update', update.kind === 'record' ? recordUpdate(this.asShown(update.record)) : update);
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
