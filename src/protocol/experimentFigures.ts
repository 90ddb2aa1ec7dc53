import type { ExperimentTask } from './run';

export interface Interval95 {
  readonly low: number;
  readonly high: number;
}

/**
 * What losses are: nats per token (missing), per label, or per symbol of a translation, or the share of wrong labels.
 */
export type MeasuredUnit = 'label' | 'symbol' | 'error' | undefined;

/**
 * The results of a condition. `MeasuredUnit` says what losses are. A figure is missing if there are too few finished
 * runs to compute it; the deviation, for example, needs two.
 */
export interface ConditionFigures {
  readonly name: string;
  readonly losses: readonly { readonly seed: number; readonly loss: number }[];
  /** The ids of the finished runs. */
  readonly done: readonly string[];
  readonly mean?: number;
  readonly deviation?: number;
  /** The 95 % confidence interval of the mean. */
  readonly interval?: Interval95;
  readonly failed: number;
  /** Number of runs that have not started or have not finished. */
  readonly missing: number;
  /**
   * The number of iterations after which successive halving dropped the condition. The losses of the
   * condition are those at this iteration. Missing if the condition was not dropped.
   */
  readonly droppedAfter?: number;
}

/**
 * A comparison of two conditions by their runs with the same seeds. For the fields see
 * `engine/experiments/comparisons.ts`.
 */
export interface ComparisonFigures {
  /** The name of the condition with the lower mean loss; `higher` is the other one. */
  readonly lower: string;
  readonly higher: string;
  readonly difference: number;
  readonly interval?: Interval95;
  readonly seeds: number;
  readonly wins: number;
  /** p-value with Holm's correction. Missing for fewer than two seeds. */
  readonly p?: number;
}

/** The mean loss of a condition over the iterations. */
export interface ConditionCurve {
  readonly name: string;
  readonly points: readonly {
    readonly iteration: number;
    readonly mean: number;
    /** The 95 % confidence interval of the mean. Missing for fewer than two runs. */
    readonly interval?: Interval95;
  }[];
}

/** The effect of one setting on the loss. For the fields see `engine/experiments/effects.ts`. */
export interface EffectFigures {
  readonly setting: string;
  /** Share of the differences between runs that the setting explains, from 0 to 1. */
  readonly share: number;
  readonly means: readonly { readonly value: string; readonly mean: number }[];
}

/** The results of an experiment so far. */
export interface ExperimentFigures {
  readonly name: string;
  /** What the networks learn. Missing for language models. */
  readonly task?: ExperimentTask;
  readonly unit?: MeasuredUnit;
  /** Whether the losses are measured on held-out text. False: on the training text. */
  readonly isHeldOut: boolean;
  /** Whether each loss is the lowest of its run. False: the last of its run. */
  readonly isBest: boolean;
  /** Sorted by mean loss, lowest first. Conditions without a finished run come last. */
  readonly conditions: readonly ConditionFigures[];
  /** Number of runs that successive halving has dropped before they ended. */
  readonly dropped: number;
  readonly comparisons: readonly ComparisonFigures[];
  /**
   * Whether only the condition with the lowest mean loss is compared with the others. This is done if there
   * are too many conditions to compare all pairs.
   */
  readonly isPartial: boolean;
  readonly effects: readonly EffectFigures[];
  /** The curves of the first conditions only, because more curves would be unreadable in one plot. */
  readonly curves: readonly ConditionCurve[];
}
