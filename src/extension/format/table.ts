import { columnsOf } from '../../common/wideLetters';

/**
 * Maximum width of a table in characters. An editor that is open beside another one shows lines of this width
 * without wrapping them.
 */
export const NARROW = 50;
const GAP = 2;

type Side = 'left' | 'right';

/**
 * Returns a table as text whose columns are aligned with spaces, for a fixed-width font. If the table is
 * wider than `NARROW`, it is split into several tables, each beginning with the first column. A last column
 * of texts may exceed the width: its lines wrap at their end.
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
 * Returns the columns of each of the narrow tables into which a table is split. Every table has the first
 * column and at least one other.
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
