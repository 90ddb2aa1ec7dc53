import type { MetricsBlock, Validation } from '../../protocol/run';
import type { StepReport, Trainer } from './trainer';

/** Turns what the steps report into rows of a table, and hands them out in blocks. */
export class Recorder {
  readonly columns: readonly string[];
  private values: number[] = [];

  /** `validated`: whether rows tell of validations. */
  constructor(
    private readonly trainer: Trainer,
    private readonly validated: boolean,
  ) {
    const norms = trainer.model.learned.map(({ name }) => `norm.${name}`);
    this.columns = [
      'iteration',
      'tokens',
      'epoch',
      'loss',
      'smoothLoss',
      'learningRate',
      'tokensPerSecond',
      'elapsed',
      'norm',
      ...norms,
      ...(validated ? ['validationLoss', 'validationError'] : []),
    ];
  }

  /** Records the update just made; `norms` must be in the report. `validation`: of the weights before it. */
  add(report: StepReport, tokensPerSecond: number, elapsed: number, validation?: Validation): void {
    const { iteration, smoothLoss, tokensPerStep } = this.trainer;
    this.values.push(
      iteration - 1,
      iteration * tokensPerStep,
      report.epoch,
      report.loss,
      smoothLoss,
      report.rate,
      tokensPerSecond,
      elapsed,
      report.norms?.global ?? Number.NaN,
      ...(report.norms?.byParameter ?? []),
      ...this.validationOf(validation),
    );
  }

  /** A row for a validation that no update follows. */
  addLast(validation: Validation): void {
    const { iteration } = this.trainer;
    const measured = this.validationOf(validation);
    const none = this.columns.slice(1, this.columns.length - measured.length).map(() => Number.NaN);
    this.values.push(iteration, ...none, ...measured);
  }

  private validationOf(validation: Validation | undefined): number[] {
    if (!this.validated) return [];
    const T = this.trainer.configuration['training.sequenceLength'];
    const { loss = Number.NaN, error = Number.NaN } = validation ?? {};
    return [loss * T, error * T];
  }

  /** The rows since the last call. */
  take(): MetricsBlock {
    const values = Float64Array.from(this.values);
    this.values = [];
    return { columns: this.columns, values };
  }

  get isEmpty(): boolean {
    return this.values.length === 0;
  }
}
