import { bestLossOf, lossOf, perToken } from '../../common/runFigures';
import type { MeasuredUnit } from '../../protocol/experimentFigures';
import type { MetricsBlock, RunRecord } from '../../protocol/run';
import type { Experiment, Measure } from './experiment';
import type { PlannedRun } from './plannedRuns';

/** A planned run with its record. The record is undefined if the run has not started. */
export interface PlannedRecord {
  readonly planned: PlannedRun;
  readonly record: RunRecord | undefined;
  /** All metrics of the run. They are needed only for successive halving and for curves. */
  readonly metrics?: MetricsBlock;
}

/** Returns what the losses of an experiment are. */
export function lossUnit({ task, measure }: Pick<Experiment, 'task' | 'measure'>): MeasuredUnit {
  if (measure.metric === 'validation.errorRate') return 'error';
  return task === 'classify' || task === 'tag' ? 'label' : undefined;
}

/** Returns the loss of a run by which an experiment compares conditions. Undefined if it was not measured. */
export function measured(record: RunRecord, { metric, at }: Measure): number | undefined {
  if (metric === 'training.loss') return at === 'last' ? lossOf(record) : bestLossOf(record);
  const validation = record.validation?.[at];
  if (metric === 'validation.loss') return validation?.loss;
  return validation?.accuracy === undefined ? undefined : errorRate(validation.accuracy);
}

const errorRate = (accuracy: number) => 1 - accuracy;

/**
 * The losses of a run, in the order in which they were measured, and the iterations at which they were
 * measured.
 */
export interface LossSeries {
  readonly iterations: readonly number[];
  /** The loss at each iteration. See `Measure`. */
  readonly losses: readonly number[];
}

const columnOf = {
  'training.loss': 'smoothLoss',
  'validation.loss': 'validationLoss',
  'validation.errorRate': 'validationAccuracy',
} as const satisfies Record<Measure['metric'], string>;

/** Returns all measured losses of a run. They are losses of the metric by which conditions are compared. */
export function lossSeries({ record, metrics }: PlannedRecord, { metric }: Measure): LossSeries {
  const iterations: number[] = [];
  const losses: number[] = [];
  if (!record || !metrics) return { iterations, losses };
  const { columns, values } = metrics;
  const column = columns.indexOf(columnOf[metric]);
  const place = columns.indexOf('iteration');
  if (column < 0) return { iterations, losses };
  for (let row = 0; row < values.length; row += columns.length) {
    const loss = values[row + column];
    if (Number.isNaN(loss)) continue;
    iterations.push(values[row + place]);
    losses.push(metric === 'validation.errorRate' ? errorRate(loss) : perToken(loss, record));
  }
  return { iterations, losses };
}

/**
 * Returns the loss that `measured` would have returned after this number of iterations, even if the run has
 * been trained further since.
 */
export function lossAfter(run: PlannedRecord, iterations: number, measure: Measure): number | undefined {
  const series = lossSeries(run, measure);
  const count = series.iterations.filter(iteration => iteration <= iterations).length;
  if (count === 0) return undefined;
  if (measure.at === 'last') return series.losses[count - 1];
  // The best weights are those with the lowest loss, also if conditions are compared by the error rate. Both were
  // measured at the same iterations.
  const isRate = measure.metric === 'validation.errorRate';
  const deciding = isRate ? lossSeries(run, { ...measure, metric: 'validation.loss' }) : series;
  const best = deciding.losses
    .slice(0, count)
    .reduce((least, loss, i, all) => (loss < all[least] ? i : least), 0);
  return series.losses[best];
}
