import { withFilter } from '../../engine/data/filters/filtered';
import { isCloze, type OpenClozeModel } from '../../engine/model/clozeFile';
import type { OpenModel } from '../../engine/model/openModel';
import type { TextRange } from '../../protocol/textRange';
import type { ClozeReadings } from './clozeReadings';
import type { ModelDigest } from './modelDigest';
import type { Readings } from './readings';

/** An open model and its cached readings: the texts that it has read, with the probabilities of their tokens. */
interface Loaded<Open, Texts> {
  readonly open: Open;
  readonly readings: Texts;
  /**
   * Computes the SHA-256 digest of the model's file. Missing for a mixture, and for the weights of a run that
   * is training.
   */
  readonly digest?: ModelDigest;
}

/** An open language model. */
export type LoadedModel = Loaded<OpenModel, Readings>;

/** An open model that scores texts. A cloze model can do nothing else. */
export type LoadedScorer = LoadedModel | Loaded<OpenClozeModel, ClozeReadings>;

/**
 * Returns the model with a filter of texts, or unchanged if `filter` is undefined. The result uses the same
 * cache of readings.
 */
export function withTextFilter<L extends LoadedScorer>(loadedModel: L, filter: TextRange['filter']): L {
  if (filter === undefined) return loadedModel;
  const { open } = loadedModel;
  return { ...loadedModel, open: { ...open, tokenizer: withFilter(open.tokenizer, filter) } };
}

/** Returns whether a loaded model is a cloze model. */
export const isLoadedCloze = (loaded: LoadedScorer): loaded is Exclude<LoadedScorer, LoadedModel> =>
  isCloze(loaded.open);
