import { windowOf } from '../../../common/runFigures';
import type { MetricsBlock, RunRecord } from '../../../protocol/run';
import { log } from '../../core/math';
import { averageOf } from '../../core/smoothedLoss';

/**
 * Older versions stored min-char-rnn's average of the loss, whose initial value is T ln V. The functions in
 * this file convert it to the current, bias-corrected average.
 */

const startOf = (record: RunRecord) => windowOf(record) * log(record.vocabulary);

/**
 * Returns the record with its average of the loss converted. `bestLoss` becomes undefined: the lowest
 * corrected average of an older run is not known.
 */
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

/** Converts the averages of the loss in rows that older versions wrote, in place. */
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
