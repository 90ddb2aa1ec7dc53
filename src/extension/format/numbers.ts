import { env } from 'vscode';

/** Formats a number in the language of VS Code, with `digits` decimals. NaN becomes `–`. */
export function number(value: number, digits = 2): string {
  if (Number.isNaN(value)) return '–';
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return value.toLocaleString(env.language, options);
}

export const count = (value: number) => number(value, 0);

/** Formats a probability as a percentage with at most two significant digits: `23%`, `0.0014%`. */
export function percent(probability: number): string {
  const options = { style: 'percent', maximumSignificantDigits: 2 } as const;
  return probability.toLocaleString(env.language, options);
}

/** Formats a fraction of work as a whole percentage: `45%`. */
export const wholePercent = (share: number) =>
  share.toLocaleString(env.language, { style: 'percent', maximumFractionDigits: 0 });

/** Formats an ISO 8601 time in the local time zone and the language of VS Code. */
export const time = (iso: string) => new Date(iso).toLocaleString(env.language);
