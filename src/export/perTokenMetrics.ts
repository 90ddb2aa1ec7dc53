import { lossColumns, perToken } from '../common/runFigures';
import type { MetricsBlock } from '../protocol/run';
import type { ExportedRun } from './exportedRun';

/**
 * Returns the metrics of a run. Adds a column in nats per token after each loss column in nats per window,
 * such as `lossPerToken` after `loss`.
 */
export function withPerToken({ record, history: { metrics } }: ExportedRun): MetricsBlock {
  const { columns, values } = metrics;
  const sources = columns.flatMap((name, place) =>
    lossColumns.includes(name)
      ? [
          { name, place, isLoss: false },
          { name: `${name}PerToken`, place, isLoss: true },
        ]
      : [{ name, place, isLoss: false }],
  );
  const [from, to] = [columns.length, sources.length];
  const rows = from > 0 ? values.length / from : 0;
  const widened = new Float64Array(rows * to);
  for (const [target, { place, isLoss }] of sources.entries()) {
    for (let row = 0; row < rows; row++) {
      const value = values[row * from + place];
      widened[row * to + target] = isLoss ? perToken(value, record) : value;
    }
  }
  return { columns: sources.map(({ name }) => name), values: widened };
}
