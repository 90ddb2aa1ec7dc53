import type { Journal } from './journal';
import type { MetricsRecorder } from './metricsRecorder';
import type { SettingChanges } from './settingChanges';
import type { Speedometer } from './speedometer';
import type { Trainer } from './trainer';
import { failureAfter, type TrainingFailure } from './trainingFailure';
import type { TrainingSampler } from './trainingSampler';
import type { Validator } from './validator';

/** How a run stands after a piece of work. */
export type StepOutcome = 'continue' | 'finished' | TrainingFailure;

/** The course of a run, piece by piece: validations, samples and updates in their order, whenever they are due. */
export class TrainingLoop {
  constructor(
    private readonly trainer: Trainer,
    private readonly validator: Validator | undefined,
    private readonly controls: SettingChanges,
    private readonly sampler: TrainingSampler,
    private readonly recorder: MetricsRecorder,
    private readonly speed: Speedometer,
    private readonly journal: Journal,
  ) {}

  /** A stretch of a validation, or an update, or the end. */
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
    // Also of the update that went wrong: it is what people look for.
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
