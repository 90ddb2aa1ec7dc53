import type { MetricsBlock } from '../../protocol/run';

/** Rows of one message to a page: so many are there at once, and are drawn while the next are on their way. */
const ROWS = 1 << 14;

/** A long block as several in a row, each with memory of its own: VS Code sends all that lies behind a view. At least one. */
export function piecesOf({ columns, values }: MetricsBlock): MetricsBlock[] {
  const length = ROWS * columns.length;
  const count = Math.max(1, Math.ceil(values.length / (length || 1)));
  return Array.from({ length: count }, (_, i) => ({
    columns,
    values: values.slice(i * length, (i + 1) * length),
  }));
}
