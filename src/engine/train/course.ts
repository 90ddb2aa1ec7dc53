import type { Controls } from './controls';
import { type Ailment, diagnose } from './health';
import type { Journal } from './journal';
import type { Recorder } from './recorder';
import type { Speedometer } from './speedometer';
import type { Trainer } from './trainer';
import type { TrainingSampler } from './trainingSampler';
import type { Validator } from './validator';

/** How a run stands after a piece of work. */
export type Standing = 'goesOn' | 'isOver' | Ailment;

/** The course of a run, piece by piece: validations, samples and updates in their order, whenever they are due. */
export class Course {
  constructor(
    private readonly trainer: Trainer,
    private readonly validator: Validator | undefined,
    private readonly controls: Controls,
    private readonly sampler: TrainingSampler,
    private readonly recorder: Recorder,
    private readonly speed: Speedometer,
    private readonly journal: Journal,
  ) {}

  /** A stretch of a validation, or an update, or the end. */
  next(): Standing {
    const { trainer, validator } = this;
    if (validator?.isDue(trainer.isFinished)) {
      const concluded = validator.advance();
      if (concluded && concluded.best === concluded.last) this.keepBest(validator);
      return 'goesOn';
    }
    if (!trainer.isFinished && !validator?.state?.ended) return this.update();
    this.conclude();
    return 'isOver';
  }

  private update(): Standing {
    const { trainer } = this;
    const { configuration, live } = trainer;
    this.controls.followPlan();
    if (trainer.iteration % live['snapshot.interval'] === 0) {
      this.journal.sample(this.sampler.regular());
    }
    const validation = this.validator?.current;
    const measured = validation !== undefined || trainer.iteration % configuration['metrics.interval'] === 0;
    const report = trainer.step(measured);
    const ailment = diagnose(trainer, report.loss);
    // Also of the update that went wrong: it is what people look for.
    if (measured || ailment)
      this.recorder.add(report, this.speed.tokensPerSecond, this.speed.elapsed, validation);
    return ailment ?? 'goesOn';
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
