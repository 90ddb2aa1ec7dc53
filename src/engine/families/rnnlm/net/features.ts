import type { RnnlmNumbers } from '../rnnlmModel';
import { roundingOf } from './algebra';

/**
 * Direct connections (Mikolov et al., ASRU 2011): a maximum-entropy model. Its features are n-grams of
 * history and output, which share one hashed array of weights. The first half of the array is for classes,
 * the second for words.
 *
 * hash of order a = base + Σ b=1..a PRIMES[(a PRIMES[b] + b) mod 36] (history[b - 1] + 1)
 *
 * base = PRIMES[0] PRIMES[1] mod 2^32, for words multiplied by (class + 1). The output's index is added to
 * the hash, so adjacent outputs have adjacent weights.
 */
export const PRIMES = [
  108641969, 116049371, 125925907, 133333309, 145678979, 175308587, 197530793, 234567803, 251851741,
  264197411, 330864029, 399999781, 407407183, 459258997, 479012069, 545678687, 560493491, 607407037,
  629629243, 656789717, 716048933, 718518067, 725925469, 733332871, 753085943, 755555077, 782715551,
  790122953, 812345159, 814814293, 893826581, 923456189, 940740127, 953085797, 985184539, 990122807,
];
const BASE = Math.imul(PRIMES[0], PRIMES[1]) >>> 0;

/** The id in a history for a word outside the vocabulary. */
const UNKNOWN = -1;

/**
 * The hashes of the features of one history. Between calls, they point to one output; the outputs must be
 * visited in order.
 */
export class RnnlmFeatures {
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
