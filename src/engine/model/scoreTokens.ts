import type { Detail, LanguageModel, TextPrefix } from './languageModel';
import { newDetail, readInDetail } from './ranksAndEntropies';
import { isUnknown } from './textIds';

/** The log-probabilities of tokens that a model has read, and the state of the model after them. */
export interface ScoredTokens {
  /** ln P of each token; NaN for a token without a probability. */
  readonly logProbs: Float64Array;
  readonly at: TextPrefix;
}

/**
 * Reads tokens, starting after `at`. Tokens without an id (-1) have no probability and are skipped. If
 * `<unk>` has probability 0, unknown tokens get NaN instead of ln 0: the model does not know them, but does
 * not rule them out.
 */
export function scoreTokens(model: LanguageModel, at: TextPrefix, ids: Int32Array): ScoredTokens {
  const { known, history, sequence } = knownOf(at, ids);
  const logProbs = new Float64Array(ids.length).fill(Number.NaN);
  if (known.length === 0) return { logProbs, at };
  const scored = model.score(at.state, sequence);
  for (let k = 0; k < known.length; k++)
    logProbs[known[k]] = covered(model, sequence[history + k], scored.logProbs[history + k]);
  return { logProbs, at: { state: scored.state, last: sequence[sequence.length - 1] } };
}

/**
 * Reads tokens like `scoreTokens`. In addition, returns the rank of each token (0 if it has no probability)
 * and the entropy of the distribution that predicts it.
 */
export function scoreInDetail(
  model: LanguageModel,
  at: TextPrefix,
  ids: Int32Array,
): ScoredTokens & Detail & { readonly orders: Int32Array } {
  const { known, history, sequence } = knownOf(at, ids);
  const found = readInDetail(model, at.state, sequence);
  const end = known.length > 0 ? { state: found.state, last: sequence[sequence.length - 1] } : at;
  const orders = model.orders?.(at.state, sequence);
  const detail = { ...newDetail(ids.length), orders: new Int32Array(ids.length) };
  // The model skips a token without an id. Such a token is therefore predicted by the same distribution as
  // the next token with an id, and gets the same entropy.
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
 * Returns the tokens that have an id. `known`: their indices. `sequence`: their ids, preceded by the last
 * token of the prefix if there is one. `history`: 1 if there is such a token, else 0.
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

/** Returns ln P of a token, or NaN for an unknown token with probability 0. */
function covered(model: LanguageModel, id: number, logProb: number): number {
  return logProb === Number.NEGATIVE_INFINITY && isUnknown(model, id) ? Number.NaN : logProb;
}

/**
 * Returns the entropy of the distribution that predicts the next token, in nats. NaN at the start of a text,
 * where nothing predicts it.
 */
function entropyAt(model: LanguageModel, { state, last }: TextPrefix): number {
  return last < 0 ? Number.NaN : readInDetail(model, state, Int32Array.of(last, 0)).entropies[1];
}
