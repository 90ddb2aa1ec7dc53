import { type Event, EventEmitter, type Memento } from 'vscode';
import { MAX_SHOWN } from '../../protocol/dashboard';
import type { RunRecord } from '../../protocol/run';
import type { RunManager } from './runManager';

const key = 'elman.selection';

interface Choice {
  /** In the order in which they were chosen. */
  readonly ids: readonly string[];
  readonly current?: string;
  readonly follows: boolean;
}

/**
 * The runs that the dashboards show side by side, up to 20, and the current one among them, which commands are
 * about. Before anybody chose, and when the chosen ones are gone, it is the newest run.
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

  /** The current run. */
  get record(): RunRecord | undefined {
    const { ids } = this;
    const { current } = this.choice;
    return this.runManager.run(current !== undefined && ids.includes(current) ? current : ids[0]);
  }

  /** Whether a run that is started becomes the current one. */
  get follows(): boolean {
    return this.choice.follows;
  }

  /** A run among the shown ones becomes the current one; another takes the place of all of them. */
  pick(id: string): void {
    this.set({ ids: this.ids.includes(id) ? this.ids : [id], current: id });
  }

  /** Shows these, the last ones if they are too many; the current run stays if it is among them. */
  choose(chosen: readonly string[]): void {
    const ids = [...new Set(chosen)].slice(-MAX_SHOWN);
    const current = this.record?.id;
    this.set({ ids, current: current !== undefined && ids.includes(current) ? current : ids[0] });
  }

  follow(follows: boolean): void {
    this.set({ follows });
  }

  /** A run that was just started joins several, and takes the place of a single one. */
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
