import type { Budget } from '../protocol/kindsComparison';

const LIMITS = ['parameters', 'tokens', 'seconds'] as const;

/** Parses limits such as `tokens=1000000,parameters=50000`. Returns undefined for a limit that is not one. */
export function parseLimit(text: string): Budget | undefined {
  const [, name, number] = /^(\w+)=([\d.]+(?:e\d+)?)$/i.exec(text.trim()) ?? [];
  const limit = LIMITS.find(each => each === name);
  const value = Number(number);
  if (!limit || !(value > 0) || (limit !== 'seconds' && !Number.isSafeInteger(value))) return undefined;
  return { [limit]: value };
}
