import { hasEnded } from '../../common/hasEnded';
import { trainRounds } from '../../common/rounds';
import type {
  DueRunId,
  DueRuns,
  ExperimentPlan,
  ExperimentRun,
  ExperimentTexts,
  PhasedSourceText,
} from '../../protocol/experiment';
import type { StartParams } from '../../protocol/trainer';
import type { RunManager } from '../core/runManager';
import type { RunGroup, RunQueue } from '../core/runQueue';
import { type ExperimentProgress, progressOf, secondsLeft } from './experimentProgress';

/** An experiment with all its runs and texts. */
export interface PreparedExperiment extends ExperimentPlan {
  readonly name: string;
  /** The source text of the experiment's file. */
  readonly source: string;
  readonly texts: ExperimentTexts;
  /** Whether every run reads its texts in phases. */
  readonly isPhased: boolean;
  /** Maximum number of runs that train at the same time. 0 means one run per core. */
  readonly parallel: number;
  /** Where the runs train: on this machine, or on a cluster with Slurm. */
  readonly launch: 'local' | 'slurm';
  /** Generates the text of this name, or joins it from the texts of several phases. */
  prepareText(name: string): Promise<PhasedSourceText>;
  /** Returns the runs that should be trained now. */
  due(): Promise<DueRuns>;
  /** Returns whether another process, such as another window, has the run with this id open. */
  isOpenElsewhere(id: string): Promise<boolean>;
}

type RunTexts = Pick<StartParams, 'text' | 'phases'>;

/** An experiment whose runs are being trained in this window. */
export class ActiveExperiment {
  /** Resolves when no run is left to train, or after `stop`. Rejects if a run cannot begin. */
  readonly done: Promise<void>;
  private readonly start: ExperimentProgress;
  private readonly started = Date.now();
  private readonly prepared = new Map<string, Promise<RunTexts>>();
  private group: RunGroup | undefined;
  private dropped: readonly string[] = [];
  private isStopped = false;

  /** Begins to train the runs that are due. */
  constructor(
    readonly experiment: PreparedExperiment,
    private readonly runManager: RunManager,
    private readonly queue: RunQueue,
  ) {
    this.start = this.progress;
    this.done = trainRounds<DueRunId>({
      due: () => this.due(),
      keyOf: ({ id, until = '' }) => `${id} ${until}`,
      train: due => this.trainRound(due),
    });
  }

  get progress(): ExperimentProgress {
    return progressOf(this.experiment, id => this.runManager.run(id), this.dropped.length);
  }

  get secondsLeft(): number | undefined {
    return secondsLeft(this.start, this.progress, Date.now() - this.started);
  }

  /** Stops the runs that are training, and begins no further runs. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.group?.stop();
  }

  private async due(): Promise<readonly DueRunId[]> {
    const { due, dropped } = await this.experiment.due();
    this.dropped = dropped;
    return due;
  }

  private async trainRound(due: readonly DueRunId[]): Promise<boolean> {
    if (this.isStopped) return false;
    const runs = new Map(this.experiment.runs.map(run => [run.id, run]));
    const waiting = due.flatMap(({ id, until }) => {
      const run = runs.get(id);
      return run ? [{ id, begin: () => this.begin(run, until) }] : [];
    });
    this.group = this.queue.add(waiting, { limit: this.experiment.parallel, isQuiet: true });
    await this.group.done;
    return !this.isStopped;
  }

  /**
   * Starts a run or resumes it from its newest checkpoint, and returns its id. Undefined if the run needs no
   * more training or another process trains it.
   */
  private async begin(run: ExperimentRun, until: number | undefined): Promise<string | undefined> {
    if (await this.isTaken(run.id, until)) return undefined;
    try {
      const { id } = await this.train(run, until);
      return id;
    } catch (error) {
      // Ignores the error if another process has begun the run in the meantime. A process locks a run before
      // it creates the run's record, so both the lock and the record are checked.
      if ((await this.experiment.isOpenElsewhere(run.id)) || (await this.isTaken(run.id, until)))
        return undefined;
      throw error;
    }
  }

  private async isTaken(id: string, until = Number.POSITIVE_INFINITY): Promise<boolean> {
    await this.runManager.refresh([id]);
    const record = this.runManager.run(id);
    return hasEnded(record) || record?.elsewhere === true || (record?.iteration ?? 0) >= until;
  }

  private async train(run: ExperimentRun, until: number | undefined) {
    const { id, settings, text } = run;
    const known = this.runManager.run(id);
    if (known?.state === 'running' && this.runManager.isLive(id)) return known;
    if (known) return this.runManager.resume(id, {}, until);
    const { name, texts } = this.experiment;
    const own = await this.textOf(text);
    return this.runManager.start({
      ...{ ...own, id, name, settings, until, text: copyOf(own.text) },
      ...(texts.validationText && { validationText: copyOf(texts.validationText) }),
    });
  }

  private async textOf(name: string): Promise<RunTexts> {
    const { texts, isPhased } = this.experiment;
    const opened = texts.texts[name];
    if (opened && !isPhased) return { text: opened };
    const prepared = this.prepared.get(name) ?? this.experiment.prepareText(name);
    this.prepared.set(name, prepared);
    return prepared;
  }
}

/**
 * Returns a copy of a text that is in memory, because starting a run may transfer the bytes of the text to
 * the worker.
 */
const copyOf = (text: StartParams['text']): StartParams['text'] =>
  'bytes' in text ? { ...text, bytes: text.bytes.slice() } : text;
