import type { ShownRun } from '../../protocol/dashboard';
import type { SettingChange } from '../../protocol/liveSettings';
import type { Sample } from '../../protocol/run';
import type { RunUpdate } from '../../protocol/runUpdate';
import type { StoredHistory } from '../../protocol/storage';
import { Table } from './table';

/** The data of one run: its record, metrics, samples and changed settings. */
export class RunData {
  readonly table = new Table();
  private sampleList: readonly Sample[];
  private changeList: readonly SettingChange[];

  constructor(
    /**
     * The source of all current figures of the run, as in the tree and the status bar. While the run trains,
     * metrics arrive more often than records, so the last row of the table may be newer.
     */
    public record: ShownRun,
    { metrics, samples, changes }: StoredHistory,
    /** Index of the run's colour, which does not change while the run is shown. */
    readonly color: number,
  ) {
    this.table.append(metrics);
    this.sampleList = samples;
    this.changeList = changes;
  }

  get id(): string {
    return this.record.id;
  }

  /** The run's samples in ascending order of iteration. */
  get samples(): readonly Sample[] {
    return this.sampleList;
  }

  /** The settings that were changed during training. */
  get changes(): readonly SettingChange[] {
    return this.changeList;
  }

  add(update: RunUpdate<ShownRun>): void {
    switch (update.kind) {
      case 'metrics':
        this.table.append(update.metrics);
        return;
      case 'sample':
        this.addSample(update.sample);
        return;
      case 'setting':
        this.changeList = [...this.changeList, update.change];
        return;
      case 'record':
        this.record = update.record;
    }
  }

  /**
   * Adds a sample and drops samples of the same or a later iteration. Such samples exist if the run was
   * resumed from a checkpoint, because the run then generates the samples after the checkpoint again.
   */
  private addSample(sample: Sample): void {
    this.sampleList = [...this.sampleList.filter(({ iteration }) => iteration < sample.iteration), sample];
  }

  /**
   * Returns the index of the last sample that was generated at or before an iteration. If all samples are
   * later, returns 0, and without samples -1.
   */
  sampleAt(iteration: number): number {
    const last = this.sampleList.findLastIndex(sample => sample.iteration <= iteration);
    return last < 0 ? Math.min(0, this.sampleList.length - 1) : last;
  }
}
