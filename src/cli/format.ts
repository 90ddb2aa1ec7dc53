/** Formats numbers for reading. */

/** Formats as 12,345. */
export const count = (value: number) => Math.round(value).toLocaleString('en-US');

/** Formats as 12,345.67. A missing value (NaN) is `-`, an infinite one `inf`, as other programs write. */
export function decimal(value: number, digits = 2): string {
  if (Number.isNaN(value)) return '-';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
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

/**
 * Writes one line of JSON. NaN and infinities are strings, as in `metrics.jsonl`: JSON does not have them.
 */
export const jsonLine = (content: object) => `${JSON.stringify(content, toJson)}\n`;

const toJson = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
