import { type Event, EventEmitter, type Memento } from 'vscode';
import { MAX_SHOWN } from '../../protocol/dashboard';
import type { RunRecord } from '../../protocol/run';
import { Owner } from '../disposableOwner';
import type { RunManager } from './runManager';

const key = 'elman.selection';

interface Choice {
  /** Ids of the chosen runs, in the order in which they were chosen. */
  readonly ids: readonly string[];
  readonly current?: string;
  readonly follows: boolean;
  readonly pinned: boolean;
}

/**
 * The runs that the dashboards show side by side, at most 20. One of these runs is the current run, to which
 * commands apply. If the user has chosen no run, or all chosen runs were deleted, the newest run is shown.
 */
export class Selection extends Owner {
  private readonly changed = this.own(new EventEmitter<void>());
  readonly onDidChange: Event<void> = this.changed.event;
  private choice: Choice;
  private last = '';

  constructor(
    private readonly runManager: RunManager,
    private readonly memento: Memento,
  ) {
    super();
    this.choice = { ids: [], follows: true, pinned: false, ...memento.get<Partial<Choice>>(key) };
    this.own(runManager.onDidChange(() => this.look()));
  }

  get ids(): readonly string[] {
    const known = this.choice.ids.filter(id => this.runManager.run(id));
    return known.length > 0 ? known : this.runManager.runs.slice(0, 1).map(({ id }) => id);
  }

  /** The record of the current run. Undefined if no run is shown. */
  get record(): RunRecord | undefined {
    const { ids } = this;
    const { current } = this.choice;
    return this.runManager.run(current !== undefined && ids.includes(current) ? current : ids[0]);
  }

  /** Whether a newly started run becomes the current one. */
  get follows(): boolean {
    return this.choice.follows;
  }

  /**
   * Whether new runs on the same text are added to the shown runs. Only a comparison of several runs can be
   * pinned.
   */
  get pinned(): boolean {
    return this.choice.pinned && this.ids.length > 1;
  }

  /** Makes a run the current one. A run that is not shown yet replaces all shown runs. */
  pick(id: string): void {
    this.set({ ids: this.ids.includes(id) ? this.ids : [id], current: id });
  }

  /**
   * Shows the chosen runs, or the last 20 if there are more. The current run stays current if it is among
   * them.
   */
  choose(chosen: readonly string[]): void {
    const ids = [...new Set(chosen)].slice(-MAX_SHOWN);
    const current = this.record?.id;
    this.set({ ids, current: current !== undefined && ids.includes(current) ? current : ids[0] });
  }

  follow(follows: boolean): void {
    this.set({ follows });
  }

  pin(pinned: boolean): void {
    this.set({ pinned });
  }

  /**
   * Shows a newly started run and makes it current. If a pinned comparison contains a run on the same text,
   * adds the new run to the comparison. If not, shows only the new run, and only if `follows` is set.
   */
  started({ id, text }: Pick<RunRecord, 'id' | 'text'>): void {
    const { ids } = this;
    const isOnText = (shown: string) => this.runManager.run(shown)?.text.fingerprint === text.fingerprint;
    if (this.pinned && ids.some(isOnText)) this.set({ ids: [...ids, id].slice(-MAX_SHOWN), current: id });
    else if (this.follows) this.set({ ids: [id], current: id });
  }

  private set(change: Partial<Choice>): void {
    this.choice = { ...this.choice, ...change };
    if (this.choice.ids.length < 2) this.choice = { ...this.choice, pinned: false };
    void this.memento.update(key, this.choice);
    this.look();
  }

  private look(): void {
    const now = JSON.stringify([this.ids, this.record?.id, this.follows, this.pinned]);
    if (now === this.last) return;
    this.last = now;
    this.changed.fire();
  }
}
