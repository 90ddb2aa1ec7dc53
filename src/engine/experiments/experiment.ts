import type { ExperimentTask, RunSettings, SettingValue } from '../../protocol/run';
import type { Launch } from './launch';
import type { ExperimentPhase } from './phaseList';
import type { TextSource } from './textSource';

/**
 * An experiment. It trains networks that differ only in some settings (those that vary), each with several
 * seeds.
 */
export interface Experiment {
  readonly name: string;
  /** What the networks learn. Missing for language models. */
  readonly task?: ExperimentTask;
  /** The texts to train on. If there are several, every combination of settings is trained on every text. */
  readonly texts: readonly TextSource[];
  /**
   * Path of the validation text. Missing if a part of the training text is held out instead, or if there is
   * no validation.
   */
  readonly validationText?: string;
  /** The name of the encoding of the texts. Default: UTF-8. */
  readonly encoding?: string;
  /**
   * The settings that all runs share. Settings that are neither here nor in `vary` have their default values.
   */
  readonly settings: RunSettings;
  /** The values of each setting that varies, by the setting's name. */
  readonly vary: Readonly<Record<string, readonly SettingValue[]>>;
  readonly seeds: readonly number[];
  readonly design: Design;
  readonly measure: Measure;
  /** Number of runs that train at the same time; 0 means one per core. */
  readonly parallel: number;
  readonly launch: Launch;
  /** The phases of every run, in order. Empty if every pass reads the whole text. */
  readonly phases: readonly ExperimentPhase[];
}

/** Which conditions an experiment has, and how they are trained. */
export type Design = Cells & {
  /**
   * Number of parts of the text in cross-validation. Each part is held out once, and the loss of a condition
   * is the mean over the parts. Undefined without cross-validation.
   */
  readonly folds?: number;
  /**
   * Number of rungs of successive halving, in which only the better half of the conditions is trained further
   * at the end of a rung. Undefined if every run trains to its end.
   */
  readonly rungs?: number;
};

/**
 * How the values of the settings are combined into conditions. `grid`: every combination. `oneFactor`: one
 * condition with the first value of every setting, and one for each other value of each setting, in which the
 * other settings have their first values. `random`: `count` distinct cells of the grid, drawn with `seed`.
 */
export type Cells =
  | { readonly kind: 'grid' | 'oneFactor' }
  | { readonly kind: 'random'; readonly count: number; readonly seed: number };

export const metrics = ['validation.loss', 'training.loss', 'validation.errorRate'] as const;
export const points = ['best', 'last'] as const;

/**
 * The figure by which conditions are compared, called their loss; lower is better. It is in nats per token or per label, or
 * the share of wrong labels for `validation.errorRate`. `at` selects the measurement: the last, or the one with the lowest
 * loss (on held-out text, for figures of validations).
 */
export interface Measure {
  readonly metric: (typeof metrics)[number];
  readonly at: (typeof points)[number];
}

/** One condition of an experiment: a text and the values of the settings that vary. */
export interface Condition {
  /** Name of the text. */
  readonly text: string;
  readonly values: RunSettings;
}
