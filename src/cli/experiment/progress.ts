import { plural } from '../../common/plural';
import { secondsUntilEnd, timeText } from '../../common/timeLeft';
import type { PlannedRun } from '../../engine/experiments/plannedRuns';
import type { RunRecord } from '../../protocol/run';
import { inFlags } from '../command/settingFlags';
import { count } from '../format';
import { type Screen, StatusLine } from '../statusLine';

/**
 * Shows the progress of an experiment. Prints a line for every run that ends. In a terminal, also shows a
 * line that is updated in place.
 */
export class Progress {
  /** For each run that is training, the completed share of its iterations, from 0 to 1. */
  private readonly shares = new Map<PlannedRun, number>();
  private readonly records = new Map<PlannedRun, Extract<Line, { type: 'run' }>>();
  /** For each run that will be paused, the number of updates after which it is paused. */
  private readonly ends = new Map<PlannedRun, number>();
  private ended = 0;
  private readonly start: number;
  private readonly status: StatusLine;

  /** `toTrain` is the number of runs to train now. `old` is the number of runs that had ended earlier. */
  constructor(
    screen: Screen,
    private readonly toTrain: number,
    private readonly old: number,
    private readonly now: () => number,
  ) {
    this.start = now();
    this.status = new StatusLine(screen);
  }

  /** Reports that a run begins. If `until` is given, the run is paused after this number of updates. */
  begin(run: PlannedRun, until?: number): void {
    if (until !== undefined) this.ends.set(run, until);
    this.shares.set(run, 0);
    this.status.show(this.line);
  }

  /** Updates the progress by a line of JSON that the process of a run has printed. */
  report(run: PlannedRun, line: string): void {
    const found = parsed(line);
    if (found?.type === 'run') this.records.set(run, found);
    const end = this.ends.get(run) ?? Number(this.records.get(run)?.settings['training.maxIterations']);
    if (found?.type !== 'metrics' || !(end > 0)) return;
    this.shares.set(run, Math.min(1, found.iteration / end));
    this.status.show(this.line);
  }

  /** Reports that a run has ended. `errors` is what its process printed on standard error. */
  end(run: PlannedRun, errors: string): void {
    const record = this.records.get(run);
    this.shares.delete(run);
    this.records.delete(run);
    this.ended++;
    const reason = record?.failure ? inFlags(record.failure) : errors.trim();
    const state = record?.state ?? 'not started';
    this.status.print(`Run ${run.index}: ${state}${reason === '' ? '' : `. ${reason}`}`);
    this.status.show(this.line);
  }

  close(): void {
    this.status.clear();
  }

  private get line(): string {
    const { ended, old, shares, toTrain } = this;
    const left = this.timeLeft();
    return [
      `${count(old + ended)} of ${count(old + toTrain)} ${plural(old + toTrain, 'run', 'runs')}`,
      `${count(shares.size)} training`,
      ...(left === undefined ? [] : [`${left} left`]),
    ].join(', ');
  }

  private timeLeft(): string | undefined {
    const elapsed = this.now() - this.start;
    const done = this.ended + [...this.shares.values()].reduce((sum, share) => sum + share, 0);
    const seconds = secondsUntilEnd({ done, left: this.toTrain - done, elapsed });
    return seconds === undefined ? undefined : timeText(seconds);
  }
}

/** A line printed by the process of a run. Contains only the members that are used here. */
type Line =
  | ({ readonly type: 'run' } & Pick<RunRecord, 'state' | 'failure' | 'settings'>)
  | { readonly type: 'metrics'; readonly iteration: number };

/** Parses a line printed by the process of a run. Undefined for a line of another kind. */
function parsed(line: string): Line | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
