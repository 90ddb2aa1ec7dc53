import { log } from '../../core/math';
import type { Vocabulary } from '../../data/vocabulary';
import { type Distribution, type LanguageModel, readBySteps } from '../../model/languageModel';

export interface CacheOptions {
  /** Number of tokens that the cache remembers. */
  readonly size: number;
  /**
   * Factor by which the weight of a token is multiplied for every newer token. With 1, all remembered tokens
   * have equal weight.
   */
  readonly decay: number;
}

/**
 * A unigram cache, which makes recently seen tokens more likely. Kuhn & De Mori (1990), with the exponential
 * decay of Clarkson & Robinson (1997).
 *
 * P(w | x_1 ... x_t) = sum_k decay^(t-k) [x_k = w] / sum_k decay^(t-k), over the last `size` tokens
 *
 * Tokens outside the cache get probability 0, so it is only useful as a member of a mixture.
 */
export class CacheModel implements LanguageModel<Int32Array> {
  private readonly sums: Float64Array; // [V], memory for the weights and then ln P of all words

  constructor(
    readonly vocabulary: Vocabulary,
    private readonly options: CacheOptions,
  ) {
    this.sums = new Float64Array(vocabulary.size);
  }

  start(): Int32Array {
    return new Int32Array();
  }

  step(state: Int32Array, id: number) {
    const next = this.appended(state, id);
    return { state: next, logProbs: this.distribution(next) };
  }

  score(state: Int32Array, ids: Int32Array) {
    const logProbs = new Float64Array(ids.length).fill(Number.NaN);
    let at = state;
    for (let i = 1; i < ids.length; i++) {
      at = this.appended(at, ids[i - 1]);
      logProbs[i] = this.logProb(at, ids[i]);
    }
    return { logProbs, state: at };
  }

  read(state: Int32Array, ids: Int32Array, visit: (i: number, logProbs: Distribution) => void): Int32Array {
    return readBySteps(this, state, ids, visit);
  }

  /** Returns the history with a token appended. Keeps only the last `size` tokens. */
  private appended(state: Int32Array, id: number): Int32Array {
    const kept = state.subarray(Math.max(0, state.length + 1 - this.options.size));
    const next = new Int32Array(kept.length + 1);
    next.set(kept);
    next[kept.length] = id;
    return next;
  }

  private logProb(state: Int32Array, id: number): number {
    let [seen, total, weight] = [0, 0, 1];
    for (let k = state.length - 1; k >= 0; k--) {
      if (state[k] === id) seen += weight;
      total += weight;
      weight *= this.options.decay;
    }
    return log(seen / total);
  }

  private distribution(state: Int32Array): Float64Array {
    const { sums } = this;
    sums.fill(0);
    let [total, weight] = [0, 1];
    for (let k = state.length - 1; k >= 0; k--) {
      sums[state[k]] += weight;
      total += weight;
      weight *= this.options.decay;
    }
    for (let id = 0; id < sums.length; id++) sums[id] = log(sums[id] / total);
    return sums;
  }
}
