import { exp } from '../core/math';
import type { Detail, Distribution, LanguageModel } from './languageModel';

/**
 * Reads ids in one pass, like `LanguageModel.score`. In addition, returns the rank of each id and the entropy
 * of the distribution that predicts it.
 */
export function readInDetail<State>(
  model: LanguageModel<State>,
  state: State,
  ids: Int32Array,
): Detail & { readonly state: State } {
  if (model.detail) return model.detail(state, ids);
  const detail = newDetail(ids.length);
  const before = model.read(state, ids, (i, logProbs) => {
    const id = ids[i];
    const isPredicted = id < logProbs.length; // `<s>` is never predicted
    detail.logProbs[i] = isPredicted ? logProbs[id] : Number.NEGATIVE_INFINITY;
    detail.ranks[i] = isPredicted ? rankOf(logProbs, id) : 0;
    detail.entropies[i] = entropyOf(logProbs);
  });
  return { ...detail, state: before };
}

export function newDetail(length: number): Detail {
  return {
    logProbs: new Float64Array(length).fill(Number.NaN),
    ranks: new Int32Array(length),
    entropies: new Float64Array(length).fill(Number.NaN),
  };
}

/**
 * Returns the rank of an id: 1 plus the number of more likely symbols. The distribution consists of the
 * `size` values from index `from` of `logProbs`.
 */
export function rankOf(logProbs: Distribution, id: number, from = 0, size = logProbs.length): number {
  const own = logProbs[from + id];
  let rank = 1;
  for (let i = from; i < from + size; i++) if (logProbs[i] > own) rank++;
  return rank;
}

/** Returns the entropy of a distribution: H = -sum p ln p, in nats. */
function entropyOf(logProbs: Distribution): number {
  let H = 0;
  for (const logProb of logProbs) if (logProb > Number.NEGATIVE_INFINITY) H -= exp(logProb) * logProb;
  return H;
}
