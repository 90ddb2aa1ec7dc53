import { columnsOf } from '../../common/wideLetters';

/** Aligns columns with spaces, for a document in a fixed-width font. */
export function aligned(rows: readonly (readonly string[])[], sides: readonly ('left' | 'right')[]): string {
  const widths = sides.map((_, column) => Math.max(...rows.map(row => columnsOf(row[column]))));
  const lines = rows.map(row =>
    sides
      .map((side, column) => {
        const space = ' '.repeat(widths[column] - columnsOf(row[column]));
        return side === 'left' ? row[column] + space : space + row[column];
      })
      .join('  ')
      .trimEnd(),
  );
  return lines.join('\n');
}
