import type { Configuration } from '../../../settings/settings';
import { tokenizerOf } from '../../configuration/text';
import { checkSymbols } from '../../data/checkTexts';
import { readCorpus } from '../../data/corpus';
import type { TextBytes } from '../../data/decode';
import type { Vocabulary } from '../../data/vocabulary';

/** A text on which a linear dynamical system is trained. */
export interface LdsText {
  readonly vocabulary: Vocabulary;
  readonly ids: Int32Array;
}

/** Reads a text to train on. Throws a UserError for a text with fewer than two symbols. */
export function readLdsText(
  text: { readonly name: string; readonly bytes: TextBytes },
  configuration: Configuration,
): LdsText {
  const corpus = readCorpus(text, tokenizerOf(configuration), configuration['text.minimumCount']);
  checkSymbols(corpus, text.name);
  const { vocabulary, ids } = corpus;
  return { vocabulary, ids: Int32Array.from(ids.subarray(0, ids.length)) };
}
