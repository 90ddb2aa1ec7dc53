/** What tokens are coloured by. */
export const modes = ['bits', 'rank', 'probability'] as const;
export type Mode = (typeof modes)[number];

/** Colours besides none at all: how many thresholds a scale can have. */
export const LEVELS = 4;

/** How surprising a token must be for which colour. */
export interface HeatmapScale {
  readonly mode: Mode;
  /** From the least surprising to the most; at most `LEVELS`. */
  readonly thresholds: readonly number[];
}

/** A token's level: 0 for one that was foreseen, then one more for every threshold that it passes. */
export type HeatmapLevel = number;
/** Of a token that the model does not know, and gives no probability. */
export const unknown = -1;

/** bits: -log2 P at or above a threshold; rank: below the so many likeliest; probability: P under a threshold. */
export function levelOf({ mode, thresholds }: HeatmapScale, logProb: number, rank: number): HeatmapLevel {
  if (Number.isNaN(logProb)) return unknown;
  const passes = {
    bits: (threshold: number) => -logProb / Math.LN2 >= threshold,
    rank: (threshold: number) => rank > threshold,
    probability: (threshold: number) => Math.exp(logProb) < threshold,
  }[mode];
  return thresholds.filter(passes).length;
}

/** The thresholds of a list as a person may write it, in order; the defaults where it holds none. */
export function thresholdsOf(mode: Mode, list: unknown, defaults: readonly number[]): readonly number[] {
  const numbers = Array.isArray(list) ? list.filter(value => Number.isFinite(value)) : [];
  const distinct = [...new Set<number>(numbers.length > 0 ? numbers : defaults)];
  return distinct.sort((a, b) => (mode === 'probability' ? b - a : a - b)).slice(0, LEVELS);
}
