import type { Event } from 'vscode';
import type { ShownRuns } from '../../protocol/dashboard';
import type { RunRecord } from '../../protocol/run';
import { DisposableMap } from '../disposableMap';
import { Owner } from '../disposableOwner';
import { RunSubscription, type RunSubscriptionPorts } from './runSubscription';

/**
 * The source of the list of shown runs and of their updates, and the function that sends them to the page.
 */
export interface SubscriptionPorts extends RunSubscriptionPorts {
  readonly selection: {
    readonly ids: readonly string[];
    readonly record: RunRecord | undefined;
    readonly follows: boolean;
    readonly pinned: boolean;
    readonly onDidChange: Event<void>;
  };
}

/**
 * Keeps one page up to date: sends the list of shown runs, the history of each new run in the list, and every
 * update. Sends nothing before `start` is called, because the page first needs its snapshot.
 */
export class RunSubscriptions extends Owner {
  /** The subscriptions, by run id, of the runs that were sent to the page or are being sent. */
  private readonly subscriptions = this.own(new DisposableMap<string, RunSubscription>());
  private hasStarted = false;
  private isOpening = false;
  private isOver = false;

  constructor(private readonly ports: SubscriptionPorts) {
    super();
  }

  get shown(): ShownRuns {
    const { ids, record, follows, pinned } = this.ports.selection;
    return { ids, current: record?.id, follows, pinned };
  }

  /** Begins to send. Must be called after the page has received its snapshot. */
  start(): void {
    if (this.isOver || this.hasStarted) return;
    this.hasStarted = true;
    this.own(this.ports.selection.onDidChange(() => this.show()));
    // Sends the list again, because it may have changed since the snapshot was taken.
    this.show();
  }

  override dispose(): void {
    this.isOver = true;
    super.dispose();
  }

  private show(): void {
    const { shown } = this;
    const gone = [...this.subscriptions.keys()].filter(id => !shown.ids.includes(id));
    for (const id of gone) this.subscriptions.delete(id);
    this.ports.send('shown', shown);
    void this.open().catch(this.ports.report);
  }

  /**
   * Sends the runs one after the other. The current run comes first, so that the user sees it without waiting
   * for the others.
   */
  private async open(): Promise<void> {
    if (this.isOpening) return;
    this.isOpening = true;
    try {
      for (let id = this.next(); id !== undefined; id = this.next()) {
        const subscription = new RunSubscription(id, this.ports);
        this.subscriptions.set(id, subscription);
        await subscription.open();
      }
    } finally {
      this.isOpening = false;
    }
  }

  private next(): string | undefined {
    const { ids, current } = this.shown;
    const inOrder = current === undefined ? ids : [current, ...ids];
    return this.isOver ? undefined : inOrder.find(id => !this.subscriptions.has(id));
  }
}
