import { scanBytes } from '../data/corpus';
import type { TextBytes } from '../data/decode';
import { IdList } from '../data/idList';
import { SENTENCE_END } from '../data/tokenizer';
import { newDetail, readInDetail } from './detail';
import type { Detail, LanguageModel, TextPrefix } from './languageModel';
import type { TextModel } from './openModel';

/**
 * Defines how all features start, encode and score texts, so that a text and a model
 * always give the same result.
 */

/**
 * Returns the state in which a text begins: before the first token of a sentence if the model has `<s>`, else
 * as after a line end. `last` is -1 if the model has neither; the first token is then not predicted.
 */
export function beginningOf({ model, tokenizer }: TextModel): TextPrefix {
  return { state: model.start(), last: beforeFirst(model, tokenizer.lineEnd) };
}

/** Returns the id of the token before a text's first token, or -1. */
export function beforeFirst({ vocabulary, begin }: LanguageModel, lineEnd: string): number {
  return begin ?? (vocabulary.has(lineEnd) ? vocabulary.id(lineEnd) : -1);
}

/**
 * Returns the input id of a symbol, or -1 if there is none. A sentence end that is not in the vocabulary has
 * no probability, but begins the next sentence.
 */
export function idOf({ vocabulary, begin, outside = -1 }: LanguageModel, symbol: string): number {
  if (symbol === SENTENCE_END && begin !== undefined && !vocabulary.has(symbol)) return begin;
  const id = vocabulary.id(symbol);
  return id < 0 ? outside : id;
}

/** Returns whether an id stands for a symbol that is not in the vocabulary. */
export function isUnknown({ vocabulary, outside }: LanguageModel, id: number): boolean {
  return id < 0 || id === vocabulary.unknown || id === outside;
}

/**
 * Returns the id of the symbol that ends a sentence: `</s>`, else the line end. Returns -2
 * if the model has neither.
 */
export function sentenceEndOf({ model, tokenizer }: TextModel): number {
  const symbol = [SENTENCE_END, tokenizer.lineEnd].find(end => model.vocabulary.has(end));
  if (symbol !== undefined) return model.vocabulary.id(symbol);
  return tokenizer.lineEnd === SENTENCE_END ? (model.begin ?? -2) : -2;
}

/** The probabilities of tokens that were read, and the state after them. */
export interface Followed {
  /** ln P of each token; NaN if it has none. */
  readonly logProbs: Float64Array;
  readonly at: TextPrefix;
}

/**
 * Reads tokens, starting from `at`. Tokens without an id (-1) have no probability and are skipped.
 * If `<unk>` has probability 0, tokens that it represents get NaN instead: the model does not cover them,
 * which does not make them impossible.
 */
export function follow(model: LanguageModel, at: TextPrefix, ids: Int32Array): Followed {
  const { known, history, sequence } = knownOf(at, ids);
  const logProbs = new Float64Array(ids.length).fill(Number.NaN);
  if (known.length === 0) return { logProbs, at };
  const scored = model.score(at.state, sequence);
  for (let k = 0; k < known.length; k++)
    logProbs[known[k]] = covered(model, sequence[history + k], scored.logProbs[history + k]);
  return { logProbs, at: { state: scored.state, last: sequence[sequence.length - 1] } };
}

/**
 * Reads tokens like `follow`, with the rank of each (0 if it has no probability) and the entropy before it.
 */
export function followInDetail(
  model: LanguageModel,
  at: TextPrefix,
  ids: Int32Array,
): Followed & Detail & { readonly orders: Int32Array } {
  const { known, history, sequence } = knownOf(at, ids);
  const found = readInDetail(model, at.state, sequence);
  const end = known.length > 0 ? { state: found.state, last: sequence[sequence.length - 1] } : at;
  const orders = model.orders?.(at.state, sequence);
  const detail = { ...newDetail(ids.length), orders: new Int32Array(ids.length) };
  // A token without an id is at the same place in the model's history as the next one that has an id.
  let entropy = known.at(-1) === ids.length - 1 ? Number.NaN : entropyAt(model, end);
  for (let i = ids.length - 1, k = known.length - 1; i >= 0; i--) {
    if (known[k] === i) {
      const place = history + k--;
      entropy = found.entropies[place];
      const logProb = covered(model, ids[i], found.logProbs[place]);
      detail.logProbs[i] = logProb;
      if (Number.isFinite(logProb)) detail.ranks[i] = found.ranks[place];
      detail.orders[i] = orders?.[place] ?? 0;
    }
    detail.entropies[i] = entropy;
  }
  return { ...detail, at: end };
}

/**
 * The tokens with an id: their indices, and their ids after the token before them (`history`: 1) if there is
 * one.
 */
function knownOf({ last }: TextPrefix, ids: Int32Array) {
  const known = new Int32Array(ids.length);
  let count = 0;
  for (let i = 0; i < ids.length; i++) if (ids[i] >= 0) known[count++] = i;
  const history = last < 0 ? 0 : 1;
  const sequence = new Int32Array(history + count);
  if (history > 0) sequence[0] = last;
  for (let k = 0; k < count; k++) sequence[history + k] = ids[known[k]];
  return { known: known.subarray(0, count), history, sequence };
}

/** Returns ln P of a token, or NaN for an unknown one of probability 0. */
function covered(model: LanguageModel, id: number, logProb: number): number {
  return logProb === Number.NEGATIVE_INFINITY && isUnknown(model, id) ? Number.NaN : logProb;
}

/** Returns the entropy of the model's prediction of the next token. */
function entropyAt(model: LanguageModel, { state, last }: TextPrefix): number {
  return last < 0 ? Number.NaN : readInDetail(model, state, Int32Array.of(last, 0)).entropies[1];
}

/**
 * Returns the ids of a text, preceded by the token before its start if there is one.
 * Omits tokens without an id, and those outside the vocabulary.
 */
export function sequenceOf(
  open: TextModel,
  text: { readonly name: string; readonly bytes: TextBytes },
): { readonly ids: Int32Array /** Number of ids, without the preceding token. */; readonly tokens: number } {
  const { last } = beginningOf(open);
  const found = new IdList(2 ** 31);
  if (last >= 0) found.push(last);
  scanBytes(text, open.tokenizer, symbol => {
    const id = idOf(open.model, symbol);
    if (id >= 0 && id !== open.model.outside) found.push(id);
  });
  const ids = Int32Array.from(found.take());
  return { ids, tokens: last < 0 ? ids.length : ids.length - 1 };
}
