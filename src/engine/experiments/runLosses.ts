import { bestLossOf, lossOf, perToken } from '../../common/runFigures';
import type { MetricsBlock, RunRecord } from '../../protocol/run';
import type { Measure } from './experiment';
import type { PlannedRun } from './plannedRuns';

/** A planned run with its record. The record is undefined if the run has not started. */
export interface PlannedRecord {
  readonly planned: PlannedRun;
  readonly record: RunRecord | undefined;
  /** All metrics of the run. They are needed only for successive halving and for curves. */
  readonly metrics?: MetricsBlock;
}

/**
 * Returns the loss of a run by which an experiment compares conditions, in nats per token. Undefined if it
 * was not measured.
 */
export function measured(record: RunRecord, { metric, at }: Measure): number | undefined {
  if (metric === 'training.loss') return at === 'last' ? lossOf(record) : bestLossOf(record);
  return record.validation?.[at].loss;
}

/**
 * The losses of a run, in the order in which they were measured, and the iterations at which they were
 * measured.
 */
export interface LossSeries {
  readonly iterations: readonly number[];
  /** The loss at each iteration, in nats per token. */
  readonly losses: readonly number[];
}

/** Returns all measured losses of a run. They are losses of the metric by which conditions are compared. */
export function lossSeries({ record, metrics }: PlannedRecord, { metric }: Measure): LossSeries {
  const iterations: number[] = [];
  const losses: number[] = [];
  if (!record || !metrics) return { iterations, losses };
  const { columns, values } = metrics;
  const column = columns.indexOf(metric === 'training.loss' ? 'smoothLoss' : 'validationLoss');
  const place = columns.indexOf('iteration');
  if (column < 0) return { iterations, losses };
  for (let row = 0; row < values.length; row += columns.length) {
    const loss = values[row + column];
    if (Number.isNaN(loss)) continue;
    iterations.push(values[row + place]);
    losses.push(perToken(loss, record));
  }
  return { iterations, losses };
}

/**
 * Returns the loss that `measured` would have returned after this number of iterations, even if the run has
 * been trained further since.
 */
export function lossAfter(run: PlannedRecord, iterations: number, measure: Measure): number | undefined {
  const series = lossSeries(run, measure);
  const losses = series.losses.filter((_, i) => series.iterations[i] <= iterations);
  if (losses.length === 0) return undefined;
  return measure.at === 'last' ? losses.at(-1) : losses.reduce((least, loss) => Math.min(least, loss));
}
