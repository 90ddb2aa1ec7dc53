import { hasEnded } from '../../common/hasEnded';
import type { ExperimentRun, ExperimentTexts } from '../../protocol/experiment';
import type { SourceText, StartParams } from '../../protocol/trainer';
import type { RunManager } from '../core/runManager';
import type { RunGroup, RunQueue } from '../core/runQueue';
import { type ExperimentProgress, progressOf, secondsLeft } from './experimentProgress';

/** An experiment with all its runs and texts. */
export interface PreparedExperiment {
  readonly name: string;
  /** The source text of the experiment's file. */
  readonly source: string;
  readonly runs: readonly ExperimentRun[];
  readonly texts: ExperimentTexts;
  /** Maximum number of runs that train at the same time. 0 means one run per core. */
  readonly parallel: number;
  /** Where the runs train: on this machine, or on a cluster with Slurm. */
  readonly launch: 'local' | 'slurm';
  /**
   * Generates the text with this name. Only for texts that are missing in `texts`, because they are not read
   * from files.
   */
  generate(name: string): Promise<SourceText>;
  /** Returns whether another process, such as another window, has the run with this id open. */
  isOpenElsewhere(id: string): Promise<boolean>;
}

/** An experiment whose runs are being trained in this window. */
export class ActiveExperiment {
  readonly group: RunGroup;
  private readonly start: ExperimentProgress;
  private readonly started = Date.now();
  private readonly generated = new Map<string, Promise<SourceText>>();

  /** Adds the runs of the experiment that have not ended to the queue. */
  constructor(
    readonly experiment: PreparedExperiment,
    private readonly runManager: RunManager,
    queue: RunQueue,
  ) {
    this.start = this.progress;
    const missing = experiment.runs.filter(({ id }) => !hasEnded(runManager.run(id)));
    const waiting = missing.map(run => ({ id: run.id, begin: () => this.begin(run) }));
    this.group = queue.add(waiting, { limit: experiment.parallel, isQuiet: true });
  }

  get progress(): ExperimentProgress {
    return progressOf(this.experiment.runs, id => this.runManager.run(id));
  }

  get secondsLeft(): number | undefined {
    return secondsLeft(this.start, this.progress, Date.now() - this.started);
  }

  /**
   * Starts a run, or resumes it from its newest checkpoint. Returns its id. Undefined if the run has ended or
   * another process trains it.
   */
  private async begin(run: ExperimentRun): Promise<string | undefined> {
    if (await this.isTaken(run.id)) return undefined;
    try {
      const { id } = await this.train(run);
      return id;
    } catch (error) {
      // Ignores the error if another process has begun the run in the meantime. A process locks a run before
      // it creates the run's record, so both the lock and the record are checked.
      if ((await this.experiment.isOpenElsewhere(run.id)) || (await this.isTaken(run.id))) return undefined;
      throw error;
    }
  }

  private async isTaken(id: string): Promise<boolean> {
    await this.runManager.refresh([id]);
    const record = this.runManager.run(id);
    return hasEnded(record) || record?.elsewhere === true;
  }

  private async train(run: ExperimentRun) {
    const { id, settings, text } = run;
    const known = this.runManager.run(id);
    if (known?.state === 'running' && this.runManager.isLive(id)) return known;
    if (known) return this.runManager.resume(id);
    const { name, texts } = this.experiment;
    return this.runManager.start({
      ...{ id, name, settings, text: copyOf(await this.textOf(text)) },
      ...(texts.validationText && { validationText: copyOf(texts.validationText) }),
    });
  }

  private async textOf(name: string): Promise<StartParams['text']> {
    const opened = this.experiment.texts.texts[name];
    if (opened) return opened;
    const generated = this.generated.get(name) ?? this.experiment.generate(name);
    this.generated.set(name, generated);
    return generated;
  }
}

/**
 * Returns a copy of a text that is in memory, because starting a run may transfer the bytes of the text to
 * the worker.
 */
const copyOf = (text: StartParams['text']): StartParams['text'] =>
  'bytes' in text ? { ...text, bytes: text.bytes.slice() } : text;
