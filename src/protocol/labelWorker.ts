import type { FoundExamples, LabellingFigures, LabelReadingResult } from './labelFigures';
import type { ModelReference } from './modelReference';

/** A cell of the confusion table of a run: the indices of the correct and of the predicted label. */
export interface ConfusionCell {
  readonly id: string;
  readonly correct: number;
  readonly predicted: number;
}

/** The requests of the extension host to the worker that uses networks that label texts or tokens. */
export interface LabelRequests {
  /** Evaluates the best weights of a run, or its newest ones, on its held-out examples. */
  figures(params: { readonly id: string }): LabellingFigures;
  /** Returns the held-out examples of a cell of the confusion table, for the weights that were evaluated last. */
  examples(params: ConfusionCell): FoundExamples;
  /** Predicts the label of a text, or the tags of its tokens. Fails with a UserError for a language model. */
  predict(params: {
    readonly model: Extract<ModelReference, { readonly kind: 'run' }>;
    readonly text: string;
  }): LabelReadingResult;
}
