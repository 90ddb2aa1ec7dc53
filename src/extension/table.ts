/** Columns made equally wide by spaces, for a document in a fixed-width font. */
export function aligned(rows: readonly (readonly string[])[], sides: readonly ('left' | 'right')[]): string {
  const widths = sides.map((_, column) => Math.max(...rows.map(row => widthOf(row[column]))));
  const lines = rows.map(row =>
    sides
      .map((side, column) => {
        const space = ' '.repeat(widths[column] - widthOf(row[column]));
        return side === 'left' ? row[column] + space : space + row[column];
      })
      .join('  ')
      .trimEnd(),
  );
  return lines.join('\n');
}

/** In columns of the font: Japanese letters take two. */
function widthOf(text: string): number {
  const wide = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\u3000-\u303f\uff01-\uff60]/gu;
  return text.length + (text.match(wide) ?? []).length;
}
