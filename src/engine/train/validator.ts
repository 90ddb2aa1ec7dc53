import type { Validation } from '../../protocol/run';
import type { ParameterTrainer } from './parameterTrainer';
import type { TrainingProgress } from './trainState';

/**
 * The results of validation so far. `waited`: number of validations since the best one. `ended`: whether
 * training should end.
 */
export type ValidationState = NonNullable<TrainingProgress['validation']>;

/** Evaluates a network on validation data, one segment at a time. */
export interface Evaluator {
  /** Returns to the start of the data. `carried`: the hidden states from which a text starts. */
  restart(carried: Float64Array): void;
  /** Evaluates the next segment. Returns false if it was the last one. */
  advance(): boolean;
  /** Number of tokens that were evaluated so far (`done`), and in all data (`tokens`). */
  readonly progress: { readonly done: number; readonly tokens: number };
  /** Returns the figures of all segments so far. */
  result(iteration: number): Validation;
}

/**
 * Decides before which updates to validate, remembers the best validation, and decides when training should
 * end.
 */
export class Validator {
  state: ValidationState | undefined;
  /** Duration of the last complete validation in milliseconds. Undefined before the first one. */
  time: number | undefined;
  private running = false;
  private spent = 0;

  constructor(
    private readonly trainer: ParameterTrainer,
    private readonly evaluation: Evaluator,
  ) {}

  /**
   * Returns whether a validation must run before the next update, or is already running. `atEnd`: whether
   * training has reached its last iteration.
   */
  isDue(atEnd: boolean): boolean {
    const { iteration, configuration } = this.trainer;
    if (this.state?.last.iteration === iteration) return false;
    return atEnd || (iteration > 0 && iteration % configuration['validation.interval'] === 0);
  }

  /**
   * Evaluates the next segment of the validation text. Returns the new state after the last segment, else
   * undefined.
   */
  advance(): ValidationState | undefined {
    if (!this.running) this.evaluation.restart(this.trainer.carried);
    this.running = this.evaluation.advance();
    return this.running ? undefined : this.conclude();
  }

  /** Progress of the current validation, in tokens. Undefined if no validation is running. */
  get progress() {
    return this.running ? this.evaluation.progress : undefined;
  }

  /** Adds the duration of the segment that was evaluated last, in milliseconds. */
  spend(milliseconds: number): void {
    this.spent += milliseconds;
    if (this.running) return;
    this.time = this.spent;
    this.spent = 0;
  }

  /** The validation of the current weights. Undefined if they were not validated. */
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
    // An additional validation at the end of training does not affect the schedule. If the run is trained
    // further, its learning rates are therefore the same as if the run had been longer from the start.
    const scheduled = !isRegular || trainer.schedule.validated(last.loss);
    this.state = { last, best, waited, ended: !scheduled || (patience > 0 && waited >= patience) };
    return this.state;
  }
}
