import { env } from 'vscode';

/** Numbers and times in the language of VS Code. */

export function number(value: number, digits = 2): string {
  if (!Number.isFinite(value)) return '–';
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return value.toLocaleString(env.language, options);
}

export const count = (value: number) => number(value, 0);

/** Of a probability: `23 %`, and digits enough for small ones. */
export function percent(probability: number): string {
  const options = { style: 'percent', maximumSignificantDigits: 2 } as const;
  return probability.toLocaleString(env.language, options);
}

/** Of a share of work: `45%`. */
export const wholePercent = (share: number) =>
  share.toLocaleString(env.language, { style: 'percent', maximumFractionDigits: 0 });

/** Of an ISO 8601 time, as people write it here. */
export const time = (iso: string) => new Date(iso).toLocaleString(env.language);
