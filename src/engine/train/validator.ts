import type { Validation } from '../../protocol/run';
import type { Evaluation } from './evaluation';
import type { Trainer } from './trainer';
import type { TrainingProgress } from './trainState';

/** `waited`: validations since the best one; `ended`: there is no use in going on. */
export type ValidationState = NonNullable<TrainingProgress['validation']>;

/** When to validate, which validation was the best, and when there is no use in going on. */
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

  /** Due before the update of an iteration, and of an earlier one whose validation was not finished. */
  isDue(atEnd: boolean): boolean {
    const { iteration, configuration } = this.trainer;
    if (this.state?.last.iteration === iteration) return false;
    return atEnd || (iteration > 0 && iteration % configuration['validation.interval'] === 0);
  }

  /** A stretch of the validation that is due; the state when that was the last. */
  advance(): ValidationState | undefined {
    if (!this.running) this.evaluation.restart(this.trainer.carried);
    this.running = this.evaluation.advance();
    return this.running ? undefined : this.conclude();
  }

  /** How far the validation is that is under way, if one is. */
  get progress() {
    return this.running ? this.evaluation.progress : undefined;
  }

  /** The stretch just done took so long. */
  spend(milliseconds: number): void {
    this.spent += milliseconds;
    if (this.running) return;
    this.time = this.spent;
    this.spent = 0;
  }

  /** The validation of the weights that the next update starts from, if there was one. */
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
    const scheduled = trainer.schedule.validated(last.loss);
    this.state = { last, best, waited, ended: !scheduled || (patience > 0 && waited >= patience) };
    return this.state;
  }
}
