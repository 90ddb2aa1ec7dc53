/** Formats numbers for reading. */

/** Formats as 12,345. */
export const count = (value: number) => Math.round(value).toLocaleString('en-US');

export function decimal(value: number, digits = 2): string {
  if (!Number.isFinite(value)) return '-';
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return value.toLocaleString('en-US', options);
}

/** Formats a table. The first column is aligned left, the others right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, c) => Math.max(...rows.map(row => row[c].length)));
  const lines = rows.map(row =>
    row.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]) : cell.padStart(widths[c]))).join('  '),
  );
  return `${lines.join('\n')}\n`;
}
