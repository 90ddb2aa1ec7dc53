import { RunData } from '../src/charts/runs/runData';
import type { DashboardEvents, ShownRuns, Snapshot } from '../src/protocol/dashboard';
import type { RunSettings, Sample } from '../src/protocol/run';

/**
 * The data of the page, independent of the DOM. `snapshot` replaces all data. After it, `open` adds each
 * shown run with its whole history, and `update` adds data to runs that were opened. Updates of other runs
 * are ignored.
 */
export class DashboardModel {
  /** The default values of the settings. */
  defaults: RunSettings = {};
  shown: ShownRuns = { ids: [], follows: true, pinned: false };
  /**
   * Whether the extension host has answered the request for a snapshot. True even if the answer is an error.
   */
  private isAnswered = false;
  private readonly known = new Map<string, RunData>();
  /** The iteration whose sample is shown. Undefined to show the latest sample. */
  private chosen: number | undefined;

  snapshot({ shown, defaults }: Snapshot): void {
    this.isAnswered = true;
    this.known.clear();
    this.defaults = defaults;
    this.show(shown);
  }

  /** Reports that the request for a snapshot failed, so that the page no longer waits for an answer. */
  fail(): void {
    this.isAnswered = true;
  }

  /**
   * Whether the page does not know yet what to show: the extension host has not answered, or the current
   * run's history has not arrived.
   */
  get isLoading(): boolean {
    return !this.isAnswered || (this.shown.ids.length > 0 && !this.current);
  }

  show(shown: ShownRuns): void {
    if (shown.current !== this.shown.current) this.chosen = undefined;
    this.shown = shown;
    for (const id of this.known.keys()) if (!shown.ids.includes(id)) this.known.delete(id);
  }

  open({ run, history }: DashboardEvents['opened']): void {
    if (!this.shown.ids.includes(run.id)) return;
    this.known.set(run.id, new RunData(run, history, this.known.get(run.id)?.color ?? this.unusedColor()));
    this.forgetChoice();
  }

  update(update: DashboardEvents['update']): void {
    this.known.get(update.id)?.add(update);
    if (update.kind === 'sample') this.forgetChoice();
  }

  /** The shown runs whose history has arrived, in the order in which they were chosen. */
  get runs(): readonly RunData[] {
    return this.shown.ids.flatMap(id => this.known.get(id) ?? []);
  }

  /**
   * The current run, whose figures, controls and samples are shown. Undefined before its history has arrived.
   */
  get current(): RunData | undefined {
    return this.shown.current === undefined ? undefined : this.known.get(this.shown.current);
  }

  get shownSample(): Sample | undefined {
    return this.current && this.sampleOf(this.current);
  }

  /** Returns a run's sample at the chosen iteration. Undefined if the run has no samples. */
  sampleOf(run: RunData): Sample | undefined {
    return run.samples[run.sampleAt(this.chosen ?? Number.POSITIVE_INFINITY)];
  }

  /** The index of the shown sample among the current run's samples; -1 if there is none. */
  get shownSampleIndex(): number {
    return this.current?.sampleAt(this.chosen ?? Number.POSITIVE_INFINITY) ?? -1;
  }

  get followsLatest(): boolean {
    return this.chosen === undefined;
  }

  /**
   * Chooses a sample of the current run by index. If it is the latest sample, the page shows later samples as
   * they arrive.
   */
  chooseSample(index: number): void {
    const samples = this.current?.samples ?? [];
    this.chosen = index >= samples.length - 1 ? undefined : samples[Math.max(0, index)].iteration;
  }

  /**
   * Shows the latest sample if the chosen sample no longer exists. A run loses samples when it is resumed
   * from an earlier checkpoint.
   */
  private forgetChoice(): void {
    const latest = this.current?.samples.at(-1)?.iteration;
    if (this.chosen !== undefined && latest !== undefined && this.chosen >= latest) this.chosen = undefined;
  }

  private unusedColor(): number {
    const taken = new Set([...this.known.values()].map(({ color }) => color));
    let color = 0;
    while (taken.has(color)) color++;
    return color;
  }
}
