import { visible } from '../../common/visibleToken';
import { columnsOf } from '../../common/wideLetters';

/** What the row of the end of a target is called. */
export const END = '(end)';

/** Smallest width of a column of weights: that of `0.00`. */
const WIDTH = 4;

/**
 * Returns the weights of attention as a table: a column for each symbol of the source, a row for each symbol of the
 * target and for its end.
 */
export function alignmentTable(
  source: readonly string[],
  target: readonly string[],
  alignment: readonly ArrayLike<number>[],
): string {
  const names = alignment.map((_, t) => (t < target.length ? visible(target[t]) : END));
  const first = Math.max(...names.map(columnsOf));
  const widths = source.map(symbol => Math.max(WIDTH, columnsOf(visible(symbol))));
  const line = (name: string, cells: readonly string[]) =>
    [
      name + blanks(first - columnsOf(name)),
      ...cells.map((text, c) => blanks(widths[c] - columnsOf(text)) + text),
    ].join('  ');
  const rows = alignment.map((weights, t) =>
    line(
      names[t],
      Array.from(weights, weight => weight.toFixed(2)),
    ),
  );
  return `${[line('', source.map(visible)), ...rows].join('\n')}\n`;
}

const blanks = (count: number) => ' '.repeat(count);
