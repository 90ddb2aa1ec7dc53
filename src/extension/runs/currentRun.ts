import { type Event, EventEmitter } from 'vscode';
import type { RunRecord } from '../../protocol/run';
import type { RunDesk } from '../training/runDesk';

/** The run that the dashboards show: the one last started or picked, else the newest. */
export class CurrentRun {
  private readonly changed = new EventEmitter<void>();
  /** Another run is the current one. */
  readonly onDidChange: Event<void> = this.changed.event;
  private picked: string | undefined;
  private last: string | undefined;
  private readonly subscription;

  constructor(private readonly desk: RunDesk) {
    this.subscription = desk.onDidChange(() => this.look());
  }

  get record(): RunRecord | undefined {
    return (this.picked ? this.desk.run(this.picked) : undefined) ?? this.desk.runs[0];
  }

  pick(id: string): void {
    this.picked = id;
    this.look();
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private look(): void {
    const id = this.record?.id;
    if (id === this.last) return;
    this.last = id;
    this.changed.fire();
  }
}
