import { type Event, EventEmitter, type Memento } from 'vscode';
import { MAX_SHOWN } from '../../protocol/dashboard';
import type { RunRecord } from '../../protocol/run';
import type { RunManager } from './runManager';

const key = 'elman.selection';

interface Choice {
  /** Ids of the chosen runs, in the order in which they were chosen. */
  readonly ids: readonly string[];
  readonly current?: string;
  readonly follows: boolean;
}

/**
 * The runs that the dashboards show side by side, up to 20. One of them is the current run, to which commands
 * apply. If no run was chosen, or none of the chosen runs is left, the newest run is shown.
 */
export class Selection {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange: Event<void> = this.changed.event;
  private choice: Choice;
  private last = '';
  private readonly subscription;

  constructor(
    private readonly runManager: RunManager,
    private readonly memento: Memento,
  ) {
    this.choice = { ids: [], follows: true, ...memento.get<Partial<Choice>>(key) };
    this.subscription = runManager.onDidChange(() => this.look());
  }

  get ids(): readonly string[] {
    const known = this.choice.ids.filter(id => this.runManager.run(id));
    return known.length > 0 ? known : this.runManager.runs.slice(0, 1).map(({ id }) => id);
  }

  /** The record of the current run. */
  get record(): RunRecord | undefined {
    const { ids } = this;
    const { current } = this.choice;
    return this.runManager.run(current !== undefined && ids.includes(current) ? current : ids[0]);
  }

  /** Whether a newly started run becomes the current one. */
  get follows(): boolean {
    return this.choice.follows;
  }

  /** Makes a run the current one. If it is not shown yet, it replaces all shown runs. */
  pick(id: string): void {
    this.set({ ids: this.ids.includes(id) ? this.ids : [id], current: id });
  }

  /** Shows these runs, or the last 20 of them. The current run stays current if it is among them. */
  choose(chosen: readonly string[]): void {
    const ids = [...new Set(chosen)].slice(-MAX_SHOWN);
    const current = this.record?.id;
    this.set({ ids, current: current !== undefined && ids.includes(current) ? current : ids[0] });
  }

  follow(follows: boolean): void {
    this.set({ follows });
  }

  /**
   * Shows a newly started run if `follows` is set, and makes it current. It joins several shown runs, but
   * replaces a single one.
   */
  started(id: string): void {
    const { ids } = this;
    if (this.follows) this.set({ ids: ids.length > 1 ? [...ids, id].slice(-MAX_SHOWN) : [id], current: id });
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private set(change: Partial<Choice>): void {
    this.choice = { ...this.choice, ...change };
    void this.memento.update(key, this.choice);
    this.look();
  }

  private look(): void {
    const now = JSON.stringify([this.ids, this.record?.id, this.follows]);
    if (now === this.last) return;
    this.last = now;
    this.changed.fire();
  }
}
