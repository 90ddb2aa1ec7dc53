import type { GeneratorName } from './generators';
import type { GeneratorParams } from './generators/generator';

/**
 * A text of an experiment: either a file, by its path relative to the experiment's file, or a generated text.
 */
export type TextSource = { readonly name: string } & (
  | { readonly path: string }
  | { readonly generator: GeneratorName; readonly params: GeneratorParams }
);
