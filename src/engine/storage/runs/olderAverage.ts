import type { MetricsBlock, RunRecord } from '../../../protocol/run';
import { windowOf } from '../../../protocol/runFigures';
import { averageOf } from '../../../protocol/smoothedLoss';
import { log } from '../../core/math';

/** Runs that an older version wrote, read with the average of this one: min-char-rnn's started at T ln V. */

const startOf = (record: RunRecord) => windowOf(record) * log(record.vocabulary);

/** The record of a run; which was the best of the averages cannot be known any more. */
export function averagedRecord(record: RunRecord): RunRecord {
  if (record.averagedFrom !== undefined) return record;
  const { smoothLoss, iteration } = record;
  return {
    ...record,
    smoothLoss: averageOf(smoothLoss, iteration, startOf(record)),
    bestLoss: undefined,
    averagedFrom: Number.MAX_SAFE_INTEGER,
  };
}

/** Its rows, changed in place. */
export function averageRows({ columns, values }: MetricsBlock, record: RunRecord): void {
  const { averagedFrom = 0 } = record;
  const start = startOf(record);
  const [iteration, loss] = [columns.indexOf('iteration'), columns.indexOf('smoothLoss')];
  if (iteration < 0 || loss < 0) return;
  for (let row = 0; row < values.length; row += columns.length) {
    if (values[row + iteration] >= averagedFrom) return;
    values[row + loss] = averageOf(values[row + loss], values[row + iteration] + 1, start);
  }
}
