import type { LesionChoice } from './lesion';
import type { ModelReference } from './modelReference';
import type { TokenReading } from './textScore';

/** A network with a lesion that is not stored. */
export interface LesionedReference {
  readonly kind: 'lesioned';
  readonly base: ModelReference;
  readonly lesion: LesionChoice;
}

/** A model that is compared with the active model. */
export type ComparedReference = ModelReference | LesionedReference;

/**
 * The tokens of a range under two models. If they split the text differently, the tokens are the shortest pieces that
 * both models read as whole tokens.
 */
export interface DifferenceReading extends TokenReading {
  /** Natural logarithms of the probabilities under the compared model. */
  readonly others: Float64Array;
}
