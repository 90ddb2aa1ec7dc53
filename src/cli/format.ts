/** Formats a number as 12,345. */
export const count = (value: number) => Math.round(value).toLocaleString('en-US');

/** Formats a number as 12,345.67, with `digits` decimals. NaN becomes `-`, and infinity becomes `inf`. */
export function decimal(value: number, digits = 2): string {
  if (Number.isNaN(value)) return '-';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return value.toLocaleString('en-US', options);
}

/** Formats a table. The first `left` columns are aligned left, the others right. */
export function table(rows: readonly (readonly string[])[], left = 1): string {
  const widths = rows[0].map((_, c) => Math.max(...rows.map(row => row[c].length)));
  const lines = rows.map(row =>
    row.map((cell, c) => (c < left ? cell.padEnd(widths[c]) : cell.padStart(widths[c]))).join('  '),
  );
  return `${lines.join('\n')}\n`;
}

/**
 * Returns an object as one line of JSON. NaN and infinities become strings, as in `metrics.jsonl`, because
 * JSON has no such numbers.
 */
export const jsonLine = (content: object) => `${JSON.stringify(content, toJson)}\n`;

const toJson = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
