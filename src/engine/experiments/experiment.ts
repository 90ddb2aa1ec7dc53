import type { RunSettings, SettingValue } from '../../protocol/run';
import type { GeneratorName } from './generators';
import type { GeneratorParams } from './generators/generator';

/** An experiment: networks that are equal except for the settings that vary, each trained with several seeds. */
export interface Experiment {
  readonly name: string;
  /** With several texts, each condition trains on every one. */
  readonly texts: readonly TextSource[];
  /** Path of the validation text, if it is not a part of the training text. */
  readonly validationText?: string;
  /** The name of the texts' encoding, unless it is UTF-8. */
  readonly encoding?: string;
  /** The settings that all runs share. All others have their defaults. */
  readonly settings: RunSettings;
  /** The values of each setting that varies. */
  readonly vary: Readonly<Record<string, readonly SettingValue[]>>;
  readonly seeds: readonly number[];
  readonly design: Design;
  readonly measure: Measure;
  /** Number of runs that train at the same time; 0: one per core. */
  readonly parallel: number;
}

/**
 * The way in which values are combined to conditions. `grid`: every combination. `oneFactor`: the first value
 * of every setting, and each other value with the first values of the other settings. `random`: `count`
 * different cells of the grid, drawn with `seed`.
 */
export type Design =
  | { readonly kind: 'grid' | 'oneFactor' }
  | { readonly kind: 'random'; readonly count: number; readonly seed: number };

export const metrics = ['validation.loss', 'training.loss'] as const;
export const points = ['best', 'last'] as const;

/**
 * The figure by which conditions are compared, in nats per token: its metric, and its value at the best or
 * the last measurement.
 */
export interface Measure {
  readonly metric: (typeof metrics)[number];
  readonly at: (typeof points)[number];
}

/** A text of an experiment: a file, by its path relative to the experiment's file, or a generated text. */
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
