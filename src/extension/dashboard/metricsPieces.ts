import type { MetricsBlock } from '../../protocol/run';

/**
 * Maximum number of rows in a message to a page. The page can draw the first rows while the others are being
 * sent.
 */
const ROWS = 1 << 14;

/**
 * Splits a block into pieces of at most `ROWS` rows. Copies the values of each piece, because VS Code would
 * send the whole buffer that a `subarray` refers to.
 */
export function piecesOf({ columns, values }: MetricsBlock): MetricsBlock[] {
  const length = ROWS * columns.length;
  const count = Math.max(1, Math.ceil(values.length / (length || 1)));
  return Array.from({ length: count }, (_, i) => ({
    columns,
    values: values.slice(i * length, (i + 1) * length),
  }));
}
