import type { Journal } from './journal';
import type { MetricsBuffer } from './metricsBuffer';
import type { SettingChanges } from './settingChanges';
import type { Speedometer } from './speedometer';
import type { Trainer } from './trainer';
import { failureAfter, type TrainingFailure } from './trainingFailure';
import type { TrainingSampler } from './trainingSampler';
import type { Validator } from './validator';

/** State of a run after one call of `next`. */
export type StepOutcome = 'continue' | 'finished' | TrainingFailure;

/** Runs validations, samples and updates in order, when they are due. */
export class TrainingLoop {
  constructor(
    private readonly trainer: Trainer,
    private readonly validator: Validator | undefined,
    private readonly controls: SettingChanges,
    private readonly sampler: TrainingSampler,
    private readonly recorder: MetricsBuffer,
    private readonly speed: Speedometer,
    private readonly journal: Journal,
  ) {}

  /** Runs one segment of a validation or one update, or concludes the run. */
  next(): StepOutcome {
    const { trainer, validator } = this;
    if (validator?.isDue(trainer.isFinished)) {
      const concluded = validator.advance();
      if (concluded && concluded.best === concluded.last) this.keepBest(validator);
      return 'continue';
    }
    if (!trainer.isFinished && !validator?.state?.ended) return this.update();
    this.conclude();
    return 'finished';
  }

  private update(): StepOutcome {
    const { trainer } = this;
    const { configuration, live } = trainer;
    this.controls.followPlan();
    if (trainer.iteration % live['snapshot.interval'] === 0) {
      this.journal.sample(this.sampler.regular());
    }
    const validation = this.validator?.current;
    const measured = validation !== undefined || trainer.iteration % configuration['metrics.interval'] === 0;
    const report = trainer.step(measured);
    const failure = failureAfter(trainer, report.loss);
    // Also record the update that failed: it shows what went wrong.
    if (measured || failure)
      this.recorder.add(report, this.speed.tokensPerSecond, this.speed.elapsed, validation);
    return failure ?? 'continue';
  }

  private conclude(): void {
    const validation = this.validator?.current;
    if (validation) this.recorder.addLast(validation);
    this.journal.sample(this.sampler.regular());
  }

  private keepBest({ state }: Validator): void {
    this.journal.best(this.trainer, { elapsed: this.speed.elapsed, validation: state });
  }
}
