import type { RunSettings, SettingValue } from '../../protocol/run';
import type { GeneratorName } from './generators';
import type { GeneratorParams } from './generators/generator';

/** An experiment. It trains networks that differ only in the settings that vary, each with several seeds. */
export interface Experiment {
  readonly name: string;
  /** The texts to train on. If there are several, each combination of settings is trained on each text. */
  readonly texts: readonly TextSource[];
  /**
   * Path of the validation text. Missing if a part of the training text is used instead, or if there is none.
   */
  readonly validationText?: string;
  /** The name of the texts' encoding. Default: UTF-8. */
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
}

/**
 * How the values of the settings are combined into conditions. `grid`: every combination. `oneFactor`: one
 * condition with the first value of every setting, and one condition for each other value, in which the other
 * settings have their first values. `random`: `count` distinct cells of the grid, drawn with `seed`.
 */
export type Design =
  | { readonly kind: 'grid' | 'oneFactor' }
  | { readonly kind: 'random'; readonly count: number; readonly seed: number };

export const metrics = ['validation.loss', 'training.loss'] as const;
export const points = ['best', 'last'] as const;

/**
 * The loss by which conditions are compared, in nats per token. `at` selects the best or the last measurement
 * of `metric`.
 */
export interface Measure {
  readonly metric: (typeof metrics)[number];
  readonly at: (typeof points)[number];
}

/**
 * A text of an experiment: a file, given by its path relative to the experiment's file, or a generated text.
 */
export type TextSource = { readonly name: string } & (
  | { readonly path: string }
  | { readonly generator: GeneratorName; readonly params: GeneratorParams }
);

/** One condition of an experiment: a text and the values of the settings that vary. */
export interface Condition {
  /** Name of the text. */
  readonly text: string;
  readonly values: RunSettings;
}
