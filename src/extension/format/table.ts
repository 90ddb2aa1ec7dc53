import { columnsOf } from '../../common/wideLetters';

/**
 * Maximum width of a table in characters. An editor that is open beside another one shows lines of this width
 * without wrapping them.
 */
export const NARROW = 50;
const GAP = 2;

type Side = 'left' | 'right';

/**
 * Returns a table as text whose columns are aligned with spaces, for a fixed-width font. A table that is
 * wider than `NARROW` is split into several tables, each beginning with the first column. The last column may
 * exceed the width if it contains texts, because the editor wraps them.
 */
export function aligned(rows: readonly (readonly string[])[], sides: readonly Side[]): string {
  const widths = sides.map((_, column) => Math.max(...rows.map(row => columnsOf(row[column]))));
  const cell = (row: readonly string[], column: number) => {
    const space = ' '.repeat(widths[column] - columnsOf(row[column]));
    return sides[column] === 'left' ? row[column] + space : space + row[column];
  };
  const tables = narrow(widths, sides).map(columns =>
    rows.map(row =>
      columns
        .map(column => cell(row, column))
        .join(' '.repeat(GAP))
        .trimEnd(),
    ),
  );
  return tables.map(lines => lines.join('\n')).join('\n\n');
}

/**
 * Distributes the columns of a wide table among narrow tables. Returns the indices of the columns of each.
 * Every narrow table has the first column and at least one other column.
 */
function narrow([first, ...others]: readonly number[], sides: readonly Side[]): number[][] {
  const tables = [[0]];
  let width = first;
  for (const [i, other] of others.entries()) {
    width += GAP + other;
    const mayWrap = i === others.length - 1 && sides[i + 1] === 'left';
    if (width > NARROW && i > 0 && !mayWrap) {
      tables.push([0]);
      width = first + GAP + other;
    }
    tables[tables.length - 1].push(i + 1);
  }
  return tables;
}
