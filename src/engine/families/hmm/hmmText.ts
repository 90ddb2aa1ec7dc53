import type { Configuration } from '../../../settings/settings';
import { tokenizerOf } from '../../configuration/text';
import { checkTokens } from '../../data/checkTexts';
import { readCorpus } from '../../data/corpus';
import type { TextBytes } from '../../data/decode';
import type { Vocabulary } from '../../data/vocabulary';
import { sequencesOf } from './trainHmm';

/** A text as the sequences on which a hidden Markov model is trained. */
export interface HmmText {
  readonly vocabulary: Vocabulary;
  readonly sequences: readonly Int32Array[];
  /** Number of tokens of all sequences. */
  readonly tokens: number;
}

/**
 * Reads a text to train on. `byLine`: whether each line is a sequence of its own. Throws a UserError for a text
 * without tokens.
 */
export function readHmmText(
  text: { readonly name: string; readonly bytes: TextBytes },
  configuration: Configuration,
  byLine: boolean,
): HmmText {
  const tokenizer = tokenizerOf(configuration);
  const { vocabulary, ids } = readCorpus(text, tokenizer, configuration['text.minimumCount']);
  checkTokens({ ids }, text.name);
  const all = Int32Array.from(ids.subarray(0, ids.length));
  const sequences = byLine ? sequencesOf(all, vocabulary.symbols.indexOf(tokenizer.lineEnd)) : [all];
  return { vocabulary, sequences, tokens: ids.length };
}
