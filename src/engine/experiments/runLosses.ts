import { bestLossOf, lossOf, perToken } from '../../common/runFigures';
import type { MetricsBlock, RunRecord } from '../../protocol/run';
import type { Measure } from './experiment';
import type { PlannedRun } from './plan';

/** A planned run with its record, if it was begun. */
export interface PlannedRecord {
  readonly planned: PlannedRun;
  readonly record: RunRecord | undefined;
  /** All metrics of the run. Only successive halving needs them. */
  readonly metrics?: MetricsBlock;
}

/** Returns the loss of a run by which its condition is judged, in nats per token. Undefined if it was not measured. */
export function measured(record: RunRecord, { metric, at }: Measure): number | undefined {
  if (metric === 'training.loss') return at === 'last' ? lossOf(record) : bestLossOf(record);
  return record.validation?.[at].loss;
}

/** Returns the same loss as it was after a number of iterations, even if the run has trained further. */
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
