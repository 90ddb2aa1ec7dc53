import type { Distribution } from '../model/languageModel';

/** The tokens of a text that a model has read, and the distributions that it predicts in their places. */
export interface PredictedTokens {
  readonly tokens: Tokens;
  /**
   * Calls `visit` with the distribution at the position of each of these tokens, whether or not the token is known.
   * `wanted` are indices of tokens, in order. Skips tokens that nothing predicts.
   */
  expectations(wanted: readonly number[], visit: (token: number, logProbs: Distribution) => void): void;
}

/**
 * The tokens of a text in order, stored in one growing array per property. This needs less memory than one
 * object per token: a million tokens take four arrays.
 */
export class Tokens {
  length = 0;
  /** The starts of the tokens in the text, in UTF-16 units. `ends`: their ends. */
  starts = new Int32Array(0);
  ends = new Int32Array(0);
  /** Ids in the model's vocabulary; -1 for a symbol without an id. */
  ids = new Int32Array(0);
  /** ln P(token | history); NaN for tokens without a probability. */
  logProbs = new Float64Array(0);

  add(start: number, end: number, id: number): void {
    if (this.length === this.ids.length) this.grow();
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.ids[this.length] = id;
    this.logProbs[this.length++] = Number.NaN;
  }

  /** Returns the index of the first token that ends after `offset`, or `length` if there is none. */
  firstAfter(offset: number): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.ends[middle] > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private grow(): void {
    const size = Math.max(1024, 2 * this.length);
    const grown = <A extends Int32Array | Float64Array>(column: A, larger: A) => {
      larger.set(column);
      return larger;
    };
    this.starts = grown(this.starts, new Int32Array(size));
    this.ends = grown(this.ends, new Int32Array(size));
    this.ids = grown(this.ids, new Int32Array(size));
    this.logProbs = grown(this.logProbs, new Float64Array(size));
  }
}
