import { bestLossOf, lossOf, perToken } from '../../common/runFigures';
import type { MetricsBlock, RunRecord } from '../../protocol/run';
import type { Measure } from './experiment';
import type { PlannedRun } from './plan';

/** A planned run with its record. The record is undefined if the run has not started. */
export interface PlannedRecord {
  readonly planned: PlannedRun;
  readonly record: RunRecord | undefined;
  /** All metrics of the run. They are needed only for successive halving. */
  readonly metrics?: MetricsBlock;
}

/**
 * Returns the loss of a run, in nats per token, with which an experiment compares the run's condition with the
 * other conditions. Undefined if it was not measured.
 */
export function measured(record: RunRecord, { metric, at }: Measure): number | undefined {
  if (metric === 'training.loss') return at === 'last' ? lossOf(record) : bestLossOf(record);
  return record.validation?.[at].loss;
}

/**
 * Returns the loss that `measured` would have returned after this number of iterations, even if the run has
 * been trained further since.
 */
export function lossAfter(
  { record, metrics }: PlannedRecord,
  iterations: number,
  { metric, at }: Measure,
): number | undefined {
  if (!record || !metrics) return undefined;
  const { columns, values } = metrics;
  const column = columns.indexOf(metric === 'training.loss' ? 'smoothLoss' : 'validationLoss');
  const place = columns.indexOf('iteration');
  if (column < 0) return undefined;
  const losses: number[] = [];
  for (let row = 0; row < values.length; row += columns.length) {
    const loss = values[row + column];
    if (values[row + place] <= iterations && !Number.isNaN(loss)) losses.push(loss);
  }
  const found = at === 'last' ? losses.at(-1) : losses.length > 0 ? Math.min(...losses) : undefined;
  return found === undefined ? undefined : perToken(found, record);
}
