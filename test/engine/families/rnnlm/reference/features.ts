import { PRIMES } from '../../../../../src/engine/families/rnnlm/net/features';
import { type RnnlmNumbers, roundingOf } from '../../../../../src/engine/families/rnnlm/rnnlmModel';

const BASE = Math.imul(PRIMES[0], PRIMES[1]) >>> 0;

/** The id in a history for a word outside the vocabulary. */
const UNKNOWN = -1;

/**
 * The hashes of the features of one history. Between calls, they point to one output; the outputs must be
 * visited in order.
 */
export class ReferenceFeatures {
  /**
   * For each order, the index of the current output's weight. If an entry is 0, this order and all higher
   * orders are not used.
   */
  private readonly hashes: Float64Array;

  constructor(
    readonly order: number,
    private readonly weights: RnnlmNumbers,
  ) {
    this.hashes = new Float64Array(order);
  }

  /** Makes the first class the current output. The most recent word comes first in `history`. */
  startClasses(history: Int32Array): void {
    this.start(history, 1, 0);
  }

  /** Makes the first word of a class the current output. */
  startWords(history: Int32Array, classIndex: number): void {
    this.start(history, classIndex + 1, Math.floor(this.weights.length / 2));
  }

  private start(history: Int32Array, factor: number, offset: number): void {
    const half = Math.floor(this.weights.length / 2);
    this.hashes.fill(0);
    for (let a = 0; a < this.order; a++) {
      // The features of this and all higher orders would include an unknown word, so they are not used.
      if (a > 0 && history[a - 1] === UNKNOWN) break;
      let hash = (BASE * factor) % half;
      for (let b = 1; b <= a; b++) {
        const prime = PRIMES[((Math.imul(a, PRIMES[b]) + b) >>> 0) % PRIMES.length];
        hash = (hash + ((prime * (history[b - 1] + 1)) % half)) % half;
      }
      this.hashes[a] = hash + offset;
    }
  }

  /** Adds the weights of the current output's features to y[at]. The next output becomes the current one. */
  addTo(y: RnnlmNumbers, at: number): void {
    const { hashes, weights } = this;
    for (let a = 0; a < hashes.length && hashes[a] !== 0; a++) {
      y[at] += weights[hashes[a]];
      hashes[a] = (hashes[a] + 1) % weights.length;
    }
  }

  /**
   * Changes each weight of the current output's features: weight += change - decay * weight. The next output
   * becomes the current one.
   */
  learn(change: number, decay: number): void {
    const { hashes, weights } = this;
    const round = roundingOf(weights);
    for (let a = 0; a < hashes.length && hashes[a] !== 0; a++) {
      const at = hashes[a];
      weights[at] += round(change - round(weights[at] * decay));
      hashes[a] = (at + 1) % weights.length;
    }
  }
}
