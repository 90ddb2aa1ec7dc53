import { surprisalOf } from '../../common/perplexity';
import type { AttentionWeights } from '../../protocol/attentionReading';
import type { StatePath } from '../../protocol/hiddenStates';
import type { UnitPlace } from '../../protocol/unitReading';

/** The measures of surprise by which tokens can be coloured. */
export const surpriseModes = ['bits', 'rank', 'probability'] as const;
export type SurpriseMode = (typeof surpriseModes)[number];
/**
 * All measures by which tokens can be coloured. `unit`: the value of a unit of the network after the token.
 * `difference`: the surprisal under another model minus that under the active one. `states`: the most likely state of a
 * hidden Markov model. `attention`: how much the token at the caret attends to each token.
 */
export const modes = [...surpriseModes, 'unit', 'difference', 'states', 'attention'] as const;
export type Mode = (typeof modes)[number];

/** Maximum number of thresholds of a scale, which is also the maximum number of colours. */
export const LEVELS = 4;

/** A measure, and the thresholds that separate the colours. */
export interface Scale {
  readonly mode: SurpriseMode;
  /** At most `LEVELS` thresholds, from the least to the most surprising. */
  readonly thresholds: readonly number[];
}

/** The tokens on the screen that the model does not know. */
export interface UnknownTokens {
  /** The share of these tokens, from 0 to 1. */
  readonly share: number;
  /**
   * Whether they have the probability of `<unk>`. If false, they have no probability.
   */
  readonly isScored: boolean;
}

/** The scale of a document by a measure of surprise, and where its thresholds come from. */
export interface SurpriseScale extends Scale {
  /**
   * The source of the thresholds: the settings, quantiles of the text, or the size of the model's vocabulary.
   */
  readonly basis: 'settings' | 'quantiles' | 'vocabulary';
  /** Whether each token is predicted from the tokens on both sides of it. */
  readonly bothSides?: true;
  readonly unknown: UnknownTokens;
}

/** The scale of a document by the values of a unit. */
export interface UnitScale {
  readonly mode: 'unit';
  /** Thresholds of the absolute value, ascending. */
  readonly thresholds: readonly number[];
  readonly place: UnitPlace;
  /** Number of units of the part. */
  readonly size: number;
  /** The scale ends at this absolute value. */
  readonly range: number;
  readonly unknown: UnknownTokens;
}

/** The scale of a document by the difference of two models' surprisal, in bits. */
export interface DifferenceScale {
  readonly mode: 'difference';
  /** Thresholds of the absolute value, ascending. */
  readonly thresholds: readonly number[];
  /** The scale ends at this absolute value. */
  readonly range: number;
  /** The name of the compared model. */
  readonly compared: string;
  readonly unknown: UnknownTokens;
}

/** The colours of the states of a hidden Markov model. They have no order, so there are no thresholds. */
export interface StatesScale extends Pick<StatePath, 'count' | 'symbols'> {
  readonly mode: 'states';
  readonly unknown: UnknownTokens;
}

/** The scale of a document by the attention of the token at the caret. */
export interface AttentionScale extends Pick<AttentionWeights, 'layers' | 'heads' | 'place'> {
  readonly mode: 'attention';
  /** The offset at which the token at the caret starts; -1: the caret is not in the part that was read. */
  readonly start: number;
  /** Thresholds of the weight, ascending. */
  readonly thresholds: readonly number[];
  /** The largest weight, at which the scale ends. */
  readonly range: number;
  readonly unknown: UnknownTokens;
}

/** A scale of values that may be negative. */
export type SignedScale = UnitScale | DifferenceScale;
export type HeatmapScale = SurpriseScale | SignedScale | StatesScale | AttentionScale;
/** What the colour of a token depends on. */
export type ColourScale = Scale | SignedScale | StatesScale | AttentionScale;

/**
 * The level of a token: the number of thresholds that it passes; 0 for a well-predicted token. Negative values of
 * units have the levels of `negative`, states those of `levelOfState`.
 */
export type HeatmapLevel = number;
/** The level of a token that has no probability because the model does not know it. */
export const unknown = -1;

/** Number of colours of states. Further states have the same colours, with a line. */
export const STATE_COLOURS = 12;
/** Number of different looks of states: each colour without a line, and with each of the lines. */
const STATE_LOOKS = STATE_COLOURS * (LEVELS + 1);
/** The levels of states begin here, above all levels of values. */
const FIRST_STATE = 100;

/**
 * Returns the level of a state, from 0; -1: the model cannot read the token. States that are `STATE_LOOKS` apart have the
 * same level.
 */
export const levelOfState = (state: number): HeatmapLevel =>
  state < 0 ? unknown : FIRST_STATE + (state % STATE_LOOKS);
/** Returns the first state of a level. Undefined for the level of a value. */
export const stateOfLevel = (level: HeatmapLevel) => (level < FIRST_STATE ? undefined : level - FIRST_STATE);

/** Returns the level of a negative value that passes `count` thresholds, 1 or more. */
export const negative = (count: number): HeatmapLevel => -1 - count;

/** Returns the level of the value of a unit or of a weight. NaN: the network has not read the token. */
export function levelOfValue(
  { thresholds }: Pick<SignedScale | AttentionScale, 'thresholds'>,
  value: number,
): HeatmapLevel {
  if (Number.isNaN(value)) return unknown;
  const count = thresholds.filter(threshold => Math.abs(value) >= threshold).length;
  return value < 0 && count > 0 ? negative(count) : count;
}

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
export function thresholdsOf(mode: SurpriseMode, list: unknown): readonly number[] {
  const numbers: number[] = Array.isArray(list) ? list.filter(value => Number.isFinite(value)) : [];
  const distinct = [...new Set(numbers)];
  return distinct.sort((a, b) => (mode === 'probability' ? b - a : a - b)).slice(0, LEVELS);
}
