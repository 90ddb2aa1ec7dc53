import type { MetricsBlock } from '../../protocol/run';
import type { StepReport, Trainer } from './trainer';

/** Turns what the steps report into rows of a table, and hands them out in blocks. */
export class Recorder {
  readonly columns: readonly string[];
  private values: number[] = [];

  constructor(private readonly trainer: Trainer) {
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
    ];
  }

  /** Records the update just made; `norms` must be in the report. */
  add(report: StepReport, tokensPerSecond: number, elapsed: number): void {
    const { iteration, smoothLoss, configuration } = this.trainer;
    const tokensPerStep = configuration['training.sequenceLength'] * configuration['training.batch'];
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
    );
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
