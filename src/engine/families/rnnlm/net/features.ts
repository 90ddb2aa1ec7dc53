import { type RnnlmNumbers, roundingOf } from '../rnnlmModel';

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

/** The features of one history with the classes, or with the words of a class. */
export class RnnlmFeatures {
  /** For each order, the index of the weight of the first output. The weights of the others follow. */
  private readonly hashes: Float64Array;
  /**
   * For each order, the number of outputs that have a feature of it. As in the C tool, an output has none if
   * its weight would follow the end of the array, or if it has none of a lower order.
   */
  private readonly counts: Float64Array;

  constructor(
    readonly order: number,
    private readonly weights: RnnlmNumbers,
  ) {
    this.hashes = new Float64Array(order);
    this.counts = new Float64Array(order);
  }

  /** Selects the features with the classes. The most recent word comes first in `history`. */
  startClasses(history: Int32Array): void {
    this.start(history, 1, 0);
  }

  /** Selects the features with the words of a class. */
  startWords(history: Int32Array, classIndex: number): void {
    this.start(history, classIndex + 1, Math.floor(this.weights.length / 2));
  }

  private start(history: Int32Array, factor: number, offset: number): void {
    const half = Math.floor(this.weights.length / 2);
    this.counts.fill(0);
    for (let a = 0; a < this.order; a++) {
      // The features of this and all higher orders would include an unknown word, so they are not used.
      if (a > 0 && history[a - 1] === UNKNOWN) break;
      let hash = (BASE * factor) % half;
      for (let b = 1; b <= a; b++) {
        const prime = PRIMES[((Math.imul(a, PRIMES[b]) + b) >>> 0) % PRIMES.length];
        hash = (hash + ((prime * (history[b - 1] + 1)) % half)) % half;
      }
      if (hash + offset === 0) break;
      this.hashes[a] = hash + offset;
      const count = this.weights.length - this.hashes[a];
      this.counts[a] = a > 0 ? Math.min(count, this.counts[a - 1]) : count;
    }
  }

  /** Adds the weights of the features of each output to y[from] to y[to - 1]. */
  addTo(y: RnnlmNumbers, from: number, to: number): void {
    const { hashes, counts, weights } = this;
    for (let a = 0; a < hashes.length; a++) {
      const end = Math.min(to, from + counts[a]);
      for (let i = from, w = hashes[a]; i < end; i++, w++) y[i] += weights[w];
    }
  }

  /**
   * Changes each weight of the features of the outputs from `from` to `to` - 1 by the output's change:
   * weight += change - decay * weight. Several features may share a weight, so the order matters.
   */
  learn(changes: RnnlmNumbers, from: number, to: number, decay: number): void {
    const { hashes, counts, weights } = this;
    const round = roundingOf(weights);
    for (let i = 0; i < to - from; i++) {
      for (let a = 0; a < hashes.length && i < counts[a]; a++) {
        const w = hashes[a] + i;
        weights[w] += round(changes[from + i] - round(weights[w] * decay));
      }
    }
  }
}
