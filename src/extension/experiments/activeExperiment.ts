import { trainRounds } from '../../common/rounds';
import type {
  DueRunId,
  DueRuns,
  ExperimentPlan,
  ExperimentTexts,
  PhasedSourceText,
} from '../../protocol/experiment';
import type { ExperimentTask } from '../../protocol/run';
import type { RunManager } from '../core/runManager';
import { type ExperimentProgress, progressOf, secondsLeft } from './experimentProgress';

/** An experiment with all its runs and texts. */
export interface PreparedExperiment extends ExperimentPlan {
  readonly name: string;
  /** What the networks learn. Missing for language models. */
  readonly task?: ExperimentTask;
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
  /** Returns the number of runs that trained on other content of the texts. They are kept and trained again. */
  earlier(): Promise<number>;
  /** Returns whether another process, such as another window, has the run with this id open. */
  isOpenElsewhere(id: string): Promise<boolean>;
}

/** Trains the runs of an experiment. */
export interface RoundTrainer {
  /** Trains runs. Resolves when each of them has ended, was paused or is left to another process. */
  train(due: readonly DueRunId[]): Promise<void>;
  /** Stops the runs that train, and begins no others. They are saved. */
  stop(): Promise<void>;
}

/** An experiment whose runs are being trained for this window. */
export class ActiveExperiment {
  /** Resolves when no run is left to train, or after `stop`. Rejects if a run cannot begin. */
  readonly done: Promise<void>;
  private readonly start: ExperimentProgress;
  private readonly started = Date.now();
  private dropped: readonly string[] = [];
  private isStopped = false;

  /** Begins to train the runs that are due. */
  constructor(
    readonly experiment: PreparedExperiment,
    private readonly runManager: Pick<RunManager, 'run'>,
    private readonly trainer: RoundTrainer,
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

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.trainer.stop();
  }

  private async due(): Promise<readonly DueRunId[]> {
    const { due, dropped } = await this.experiment.due();
    this.dropped = dropped;
    return due;
  }

  private async trainRound(due: readonly DueRunId[]): Promise<boolean> {
    if (!this.isStopped) await this.trainer.train(due);
    return !this.isStopped;
  }
}
