import { surprisalOf } from '../../common/perplexity';

/** The measures by which tokens can be coloured. */
export const modes = ['bits', 'rank', 'probability'] as const;
export type Mode = (typeof modes)[number];

/** Maximum number of thresholds of a scale, which is also the maximum number of colours. */
export const LEVELS = 4;

/** A measure, and the thresholds that separate the colours. */
export interface Scale {
  readonly mode: Mode;
  /** At most `LEVELS` thresholds, from the least to the most surprising. */
  readonly thresholds: readonly number[];
}

/** The scale of a document, and where its thresholds come from. */
export interface HeatmapScale extends Scale {
  /**
   * The source of the thresholds: the settings, quantiles of the text, or the size of the model's vocabulary.
   */
  readonly basis: 'settings' | 'quantiles' | 'vocabulary';
  /**
   * `share`: the share of the tokens on the screen that the model does not know, from 0 to 1. `isScored`:
   * whether unknown tokens have the probability of `<unk>`. If false, unknown tokens have no probability.
   */
  readonly unknown: { readonly share: number; readonly isScored: boolean };
}

/** The level of a token: the number of thresholds that it passes; 0 for a well-predicted token. */
export type HeatmapLevel = number;
/** The level of a token that has no probability because the model does not know it. */
export const unknown = -1;

/**
 * Returns the number of thresholds that a token passes, or `unknown` if the token has no probability
 * (`logProb` is NaN). A token passes a threshold if:
 *
 *   bits: -log2 P is at least the threshold
 *   rank: the rank is greater than the threshold
 *   probability: P is less than the threshold
 */
export function levelOf({ mode, thresholds }: Scale, logProb: number, rank: number): HeatmapLevel {
  if (Number.isNaN(logProb)) return unknown;
  const passes = {
    bits: (threshold: number) => surprisalOf(logProb) >= threshold,
    rank: (threshold: number) => rank > threshold,
    probability: (threshold: number) => Math.exp(logProb) < threshold,
  }[mode];
  return thresholds.filter(passes).length;
}

/**
 * Returns the valid thresholds of a list from the settings, sorted and without duplicates. Empty if there are
 * none.
 */
export function thresholdsOf(mode: Mode, list: unknown): readonly number[] {
  const numbers: number[] = Array.isArray(list) ? list.filter(value => Number.isFinite(value)) : [];
  const distinct = [...new Set(numbers)];
  return distinct.sort((a, b) => (mode === 'probability' ? b - a : a - b)).slice(0, LEVELS);
}
