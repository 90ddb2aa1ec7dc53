import { scanBytes } from '../data/corpus';
import type { TextBytes } from '../data/decode';
import { IdList } from '../data/idList';
import { SENTENCE_END } from '../data/tokenizer';
import type { LanguageModel, TextPrefix } from './languageModel';
import type { TextModel } from './openModel';

/** How every reader of texts begins, encodes and scores: so that there is one figure for one text and model. */

/**
 * Where a text begins: before the first token of a sentence for models that know one (`<s>`), else as after a line's end.
 * `last` is -1 for a model that knows neither: nothing predicts its first token.
 */
export function beginningOf({ model, tokenizer }: TextModel): TextPrefix {
  return { state: model.start(), last: beforeFirst(model, tokenizer.lineEnd) };
}

/** The id that stands before the first token, or -1. */
export function beforeFirst({ vocabulary, begin }: LanguageModel, lineEnd: string): number {
  return begin ?? (vocabulary.has(lineEnd) ? vocabulary.id(lineEnd) : -1);
}

/**
 * The id by which a model takes a symbol in, -1 for none. An end of sentence that its vocabulary lacks has no probability,
 * but begins the next sentence.
 */
export function idOf({ vocabulary, begin }: LanguageModel, symbol: string): number {
  if (symbol === SENTENCE_END && begin !== undefined && !vocabulary.has(symbol)) return begin;
  return vocabulary.id(symbol);
}

/** The id of what ends a sentence: `</s>`, else what ends a line; -2 where the model knows neither. */
export function sentenceEndOf({ model, tokenizer }: TextModel): number {
  const symbol = [SENTENCE_END, tokenizer.lineEnd].find(end => model.vocabulary.has(end));
  if (symbol !== undefined) return model.vocabulary.id(symbol);
  return tokenizer.lineEnd === SENTENCE_END ? (model.begin ?? -2) : -2;
}

/** What was read of a text, and where the model stands behind it. */
export interface Followed {
  /** ln P of each token; NaN where there is none. */
  readonly logProbs: Float64Array;
  readonly at: TextPrefix;
}

/**
 * Reads tokens from `at` on. Those without an id (-1) have no probability and are not taken in; those that `<unk>` stands
 * for have none where `<unk>` has none: the model says nothing of them then, not that they are impossible.
 */
export function follow(model: LanguageModel, at: TextPrefix, ids: Int32Array): Followed {
  const logProbs = new Float64Array(ids.length).fill(Number.NaN);
  const known: number[] = []; // places
  for (const [i, id] of ids.entries()) if (id >= 0) known.push(i);
  if (known.length === 0) return { logProbs, at };
  const history = at.last < 0 ? 0 : 1;
  const sequence = new Int32Array(history + known.length);
  if (history > 0) sequence[0] = at.last;
  for (const [k, i] of known.entries()) sequence[history + k] = ids[i];
  const scored = model.score(at.state, sequence);
  for (const [k, i] of known.entries()) {
    const value = scored.logProbs[history + k];
    const isSilent = ids[i] === model.vocabulary.unknown && value === Number.NEGATIVE_INFINITY;
    logProbs[i] = isSilent ? Number.NaN : value;
  }
  return { logProbs, at: { state: scored.state, last: sequence[sequence.length - 1] } };
}

/** A text's ids behind what comes before its first one, if anything does; tokens without an id are left out. */
export function sequenceOf(
  open: TextModel,
  text: { readonly name: string; readonly bytes: TextBytes },
): { readonly ids: Int32Array /** Of the text itself. */; readonly tokens: number } {
  const { last } = beginningOf(open);
  const found = new IdList(2 ** 31);
  if (last >= 0) found.push(last);
  scanBytes(text, open.tokenizer, symbol => {
    const id = idOf(open.model, symbol);
    if (id >= 0) found.push(id);
  });
  const ids = Int32Array.from(found.take());
  return { ids, tokens: last < 0 ? ids.length : ids.length - 1 };
}
