import type { MetricsBlock, Validation } from '../../protocol/run';
import { isMinCharRnn } from './minCharRnn';
import type { StepReport } from './stepReport';
import type { Trainer } from './trainer';

/** Collects the reports of updates as table rows and returns them in blocks. */
export class MetricsBuffer {
  readonly columns: readonly string[];
  /** Number of values in a full row, and the index of each of `columns` in it. */
  private readonly width: number;
  private readonly places: readonly number[];
  /** Whether rows also contain the smoothed loss as min-char-rnn computes it. */
  private readonly isOriginal: boolean;
  private values: number[] = [];

  /**
   * `validated`: whether rows contain validation results. `known`: the columns of a resumed
   * run, which must not change.
   */
  constructor(
    private readonly trainer: Trainer,
    private readonly validated: boolean,
    known: readonly string[] = [],
  ) {
    const norms = trainer.model.learned.map(({ name }) => `norm.${name}`);
    this.isOriginal = isMinCharRnn(trainer.configuration);
    const all = [
      'iteration',
      'tokens',
      'epoch',
      'loss',
      'smoothLoss',
      'learningRate',
      'tokensPerSecond',
      'elapsed',
      'norm',
      'clipped',
      ...(this.isOriginal ? ['minCharRnnLoss'] : []),
      ...norms,
      ...(validated ? ['validationLoss', 'validationError'] : []),
    ];
    this.columns = known.length > 0 ? known.filter(name => all.includes(name)) : all;
    this.width = all.length;
    this.places = this.columns.map(name => all.indexOf(name));
  }

  /** Adds a row for the last update. `validation` belongs to the weights before that update. */
  add(report: StepReport, tokensPerSecond: number, elapsed: number, validation?: Validation): void {
    const { smoothLoss, tokensPerStep } = this.trainer;
    const norms = report.norms?.byParameter ?? this.trainer.model.learned.map(() => Number.NaN);
    this.push([
      report.iteration,
      (report.iteration + 1) * tokensPerStep,
      report.epoch,
      report.loss,
      smoothLoss,
      report.rate,
      tokensPerSecond,
      elapsed,
      report.norms?.global ?? Number.NaN,
      report.clipped ?? Number.NaN,
      ...(this.isOriginal ? [this.trainer.minCharRnnLoss] : []),
      ...norms,
      ...this.validationOf(validation),
    ]);
  }

  /** Adds a row for a validation that no update follows. */
  addLast(validation: Validation): void {
    const measured = this.validationOf(validation);
    const none = new Array<number>(this.width - 1 - measured.length).fill(Number.NaN);
    this.push([this.trainer.iteration, ...none, ...measured]);
  }

  private push(row: readonly number[]): void {
    for (const place of this.places) this.values.push(row[place]);
  }

  private validationOf(validation: Validation | undefined): number[] {
    if (!this.validated) return [];
    const T = this.trainer.configuration['training.sequenceLength'];
    const { loss = Number.NaN, error = Number.NaN } = validation ?? {};
    return [loss * T, error * T];
  }

  /** Returns the rows added since the last call. */
  take(): MetricsBlock {
    const values = Float64Array.from(this.values);
    this.values = [];
    return { columns: this.columns, values };
  }

  get isEmpty(): boolean {
    return this.values.length === 0;
  }
}
