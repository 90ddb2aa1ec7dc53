import type { Validation } from '../../protocol/run';
import type { Evaluation } from './evaluation';
import type { Trainer } from './trainer';
import type { TrainingProgress } from './trainState';

/** `waited`: number of validations since the best one. `ended`: whether training should stop. */
export type ValidationState = NonNullable<TrainingProgress['validation']>;

/**
 * Determines the updates before which to validate, tracks the best validation, and determines when training
 * should stop.
 */
export class Validator {
  state: ValidationState | undefined;
  /** Milliseconds that the last validation took. */
  time: number | undefined;
  private running = false;
  private spent = 0;

  constructor(
    private readonly trainer: Trainer,
    private readonly evaluation: Evaluation,
  ) {}

  /**
   * Returns whether a validation is due or unfinished before the next update. `atEnd`:
   * whether training is finished.
   */
  isDue(atEnd: boolean): boolean {
    const { iteration, configuration } = this.trainer;
    if (this.state?.last.iteration === iteration) return false;
    return atEnd || (iteration > 0 && iteration % configuration['validation.interval'] === 0);
  }

  /** Runs one segment of the validation. Returns the new state after the last segment. */
  advance(): ValidationState | undefined {
    if (!this.running) this.evaluation.restart(this.trainer.carried);
    this.running = this.evaluation.advance();
    return this.running ? undefined : this.conclude();
  }

  /** Progress of the current validation, if there is one. */
  get progress() {
    return this.running ? this.evaluation.progress : undefined;
  }

  /** Adds the time that the last segment took. */
  spend(milliseconds: number): void {
    this.spent += milliseconds;
    if (this.running) return;
    this.time = this.spent;
    this.spent = 0;
  }

  /** The validation of the weights from which the next update starts, if there is one. */
  get current(): Validation | undefined {
    return this.state?.last.iteration === this.trainer.iteration ? this.state.last : undefined;
  }

  private conclude(): ValidationState {
    const { trainer } = this;
    const last = this.evaluation.result(trainer.iteration);
    const before = this.state;
    const best = !before || last.loss < before.best.loss ? last : before.best;
    const waited = best === last ? 0 : (before?.waited ?? 0) + 1;
    const patience = trainer.configuration['validation.patience'];
    const isRegular = trainer.iteration % trainer.configuration['validation.interval'] === 0;
    // The validation at the end is an extra one: a run that trains further keeps the schedule of a longer
    // run.
    const scheduled = !isRegular || trainer.schedule.validated(last.loss);
    this.state = { last, best, waited, ended: !scheduled || (patience > 0 && waited >= patience) };
    return this.state;
  }
}
