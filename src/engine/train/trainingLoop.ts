import { failureAfter, type TrainingFailure } from './trainingFailure';
import type { TrainingParts } from './trainingParts';
import type { Validator } from './validator';

/** Whether to continue after a time slice of training, or why training ended. */
export type StepOutcome = 'continue' | 'finished' | TrainingFailure;

/**
 * Duration of a time slice of training in milliseconds. Messages are handled between slices, so this is about
 * the longest time that a request has to wait.
 */
const SLICE = 15;

/**
 * Runs updates, validations and samples in the right order. Validations and samples run before an update, at
 * the intervals in the settings.
 */
export class TrainingLoop {
  constructor(private readonly parts: TrainingParts) {}

  /** Trains for one time slice. Ends earlier if `isRunning` returns false or the run is finished or fails. */
  slice(isRunning: () => boolean): StepOutcome {
    const { clock, trainer } = this.parts;
    const start = clock.now();
    for (let last = start; isRunning() && last - start < SLICE; ) {
      const { iteration } = trainer;
      const outcome = this.next();
      if (outcome !== 'continue') return outcome;
      const now = clock.now();
      this.spend(trainer.iteration - iteration, now - last);
      last = now;
      if (trainer.iteration === 1) break; // end the slice, so that the first row is sent immediately
    }
    return 'continue';
  }

  /**
   * Records the duration, in milliseconds, of an update or, if `updates` is 0, of one segment of a
   * validation.
   */
  private spend(updates: number, milliseconds: number): void {
    const { speed, trainer, validator } = this.parts;
    if (updates > 0) speed.add(updates * trainer.tokensPerStep, milliseconds);
    else {
      speed.pass(milliseconds);
      validator?.spend(milliseconds);
    }
  }

  /**
   * Runs one segment of a validation if one is due, else one update. If neither is left to do, finishes the
   * run.
   */
  private next(): StepOutcome {
    const { trainer, validator } = this.parts;
    if (validator?.isDue(trainer.isFinished)) {
      const concluded = validator.advance();
      if (concluded && !Number.isFinite(concluded.last.loss)) return 'notFinite';
      if (concluded && concluded.best === concluded.last) this.keepBest(validator);
      return 'continue';
    }
    if (!trainer.isFinished && !validator?.state?.ended) return this.update();
    this.conclude();
    return 'finished';
  }

  private update(): StepOutcome {
    const { controls, journal, recorder, sampler, speed, trainer, validator } = this.parts;
    const { configuration, live } = trainer;
    controls.followPlan();
    const isSampled = trainer.iteration % live['snapshot.interval'] === 0;
    if (isSampled && sampler) journal.sample(sampler.regular());
    const spectralRadii = isSampled ? trainer.spectralRadii() : undefined;
    const validation = validator?.current;
    const isDue = trainer.iteration % configuration['metrics.interval'] === 0;
    const measured = isSampled || validation !== undefined || isDue;
    const report = trainer.step(measured);
    const failure = failureAfter(trainer, report.loss);
    // The update that failed is also recorded, because its row shows what went wrong.
    if (measured || failure) {
      const { tokensPerSecond, elapsed } = speed;
      recorder.add(report, { tokensPerSecond, elapsed, validation, spectralRadii });
    }
    return failure ?? 'continue';
  }

  private conclude(): void {
    const { journal, recorder, sampler, validator } = this.parts;
    if (validator?.current) recorder.addLast(validator.current);
    if (sampler) journal.sample(sampler.regular());
  }

  private keepBest({ state }: Validator): void {
    const { journal, speed, trainer } = this.parts;
    journal.best(trainer, { elapsed: speed.elapsed, validation: state });
  }
}
