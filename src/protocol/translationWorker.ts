import type { ModelReference } from './modelReference';
import type { TranslatorFigures } from './translationFigures';

/** Maximum number of hypotheses that a search in the editor keeps. */
export const MAX_BEAM = 20;

/** Why a source has no target: it is empty, the network knows none of its symbols, or it has too many of them. */
export type Unread = 'empty' | 'unknown' | 'tooLong';

/** A target that a network writes. */
export interface WrittenTarget {
  readonly text: string;
  readonly symbols: readonly string[];
  /** The probability of the symbols and of the end, given the source. */
  readonly probability: number;
  /** Whether the network wrote the end before the maximum length. */
  readonly isComplete: boolean;
  /**
   * With attention: the weights of the source symbols, one row for each symbol of the target and one for its end, if it has one.
   */
  readonly weights: readonly Float64Array[];
}

/** A source with the targets that a search found. */
export interface TranslatedSource {
  readonly text: string;
  /** The symbols that the network reads. */
  readonly symbols: readonly string[];
  /** The symbols that are not in the vocabulary. They are read as `<unk>`, or not at all. */
  readonly unknown: readonly string[];
  readonly unread?: Unread;
  /** Whether it is longer than any source in training. */
  readonly isLonger: boolean;
  /** Best first. Empty for a source that the network cannot read. */
  readonly targets: readonly WrittenTarget[];
}

export interface Translations {
  /** Number of updates that the network received. */
  readonly iteration: number;
  readonly hasAttention: boolean;
  /** The maximum number of symbols of a source that is read, and the longest source in training. */
  readonly longest: number;
  readonly trained: number;
  readonly sources: readonly TranslatedSource[];
}

/** The requests of the extension host to the worker that uses translators. */
export interface TranslationRequests {
  /** Evaluates the best weights of a run, or its newest ones, on its held-out pairs. */
  translatorFigures(params: { readonly id: string }): TranslatorFigures;
  /** Writes targets for sources by beam search. Fails with a UserError for a run of another task. */
  translate(params: {
    readonly model: Extract<ModelReference, { readonly kind: 'run' }>;
    readonly sources: readonly string[];
    readonly beam: number;
  }): Translations;
}
