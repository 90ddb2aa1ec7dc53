import { columnsOf } from '../../common/wideLetters';

/** Columns that a narrow editor, beside another one, shows without wrapping. */
export const NARROW = 50;
const GAP = 2;

type Side = 'left' | 'right';

/**
 * Aligns columns with spaces, for a document in a fixed-width font. A table that is wider than a narrow editor
 * becomes several, each beginning with the first column. Only texts in the last column may be longer: they wrap at
 * their end.
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

/** Divides the columns of a table among tables that are narrow. Each has the first column and at least one more. */
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
