import { tenDigits } from './tenDigits';

/** The formats of exported tables: tab-separated values, or comma-separated values (RFC 4180). */
export const tableFormats = ['tsv', 'csv'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** Returns the format by a file's name: CSV for `.csv`, else TSV. */
export const formatOf = (file: string): TableFormat => (/\.csv$/i.test(file) ? 'csv' : 'tsv');

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/**
 * Formats a text cell. Escapes backslashes, tabs and line breaks with a backslash, so that every row is one
 * line.
 */
export function textCell(text: string, format: TableFormat): string {
  const line = /[\\\t\n\r]/.test(text) ? text.replaceAll(/[\\\t\n\r]/g, sign => escapes[sign]) : text;
  return format === 'csv' && /[",]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
}

/**
 * Formats a number. NaN marks a missing number and gives an empty cell. An infinite number is written as
 * `inf`, a form that other programs can read.
 */
export function numberCell(value: number): string {
  if (Number.isNaN(value)) return '';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return tenDigits(value);
}

/** Formats a count or a rank. 0 means that the value is missing and gives an empty cell. */
export const optionalCell = (value: number) => (value > 0 ? String(value) : '');

export function rowOf(cells: readonly string[], format: TableFormat): string {
  return format === 'csv' ? `${cells.join(',')}\r\n` : `${cells.join('\t')}\n`;
}

export const log10Of = (logProb: number) => logProb / Math.LN10;

/**
 * Returns the names of the table columns that exist once per model. For one model, they are the given names.
 * For several models, the model's name is appended to each, as in `surprisal_NAME`.
 */
export function modelColumns(columns: readonly string[], models: readonly string[]): string[] {
  return models.length === 1 ? [...columns] : models.flatMap(name => columns.map(each => `${each}_${name}`));
}

/**
 * Returns the models' names without their folders. If several names are equal, all of them except the first
 * get a number.
 */
export function columnNames(models: readonly { readonly name: string }[]): string[] {
  const names = models.map(({ name }) => name.replace(/^.*[/\\]/, ''));
  return names.map((name, i) => {
    const before = names.slice(0, i).filter(other => other === name).length;
    return before === 0 ? name : `${name}_${before + 1}`;
  });
}
