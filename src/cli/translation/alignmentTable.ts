import { visible } from '../../common/visibleToken';
import { table } from '../format';

/** What the row of the end of a target is called. */
export const END = '(end)';

/**
 * Returns the weights of attention as a table: a column for each symbol of the source, a row for each symbol of the
 * target and for its end.
 */
export function alignmentTable(
  source: readonly string[],
  target: readonly string[],
  alignment: readonly ArrayLike<number>[],
): string {
  const rows = alignment.map((weights, t) => [
    t < target.length ? visible(target[t]) : END,
    ...Array.from(weights, weight => weight.toFixed(2)),
  ]);
  return table([['', ...source.map(visible)], ...rows]);
}
