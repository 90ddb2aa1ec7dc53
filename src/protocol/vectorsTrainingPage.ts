import type { VectorsProgress } from './vectorsRecord';

/** The protocol between the extension host and the page that shows a training of word vectors. */

export interface VectorsTrainingTexts {
  /** Translations of the page's texts, keyed by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47 language tag, used to format numbers. */
  readonly language: string;
  /** The name that the vectors will have. */
  readonly name: string;
}

export interface VectorsTrainingRequests {
  /** Returns the texts of the page, which sends this request when it has loaded. */
  ready(params: undefined): VectorsTrainingTexts;
  /** Chooses the word whose nearest words `progress` reports. Returns false if the word has no vector. */
  follow(params: { readonly word: string }): boolean;
  /** Pauses or resumes the training. */
  pause(params: { readonly isPaused: boolean }): void;
  /** Ends the training early. The vectors are then stored and shown. */
  stop(params: undefined): void;
}

export interface VectorsTrainingEvents {
  progress: VectorsProgress;
}
