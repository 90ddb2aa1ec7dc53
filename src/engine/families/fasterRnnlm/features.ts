import { PRIMES } from '../rnnlm/net/features';
import type { FasterRnnlmModel } from './model';

/** The id of a word in the history that is not in the vocabulary. */
const UNKNOWN = -1;

/** A weight closer to 0 than this was never trained. */
const LEARNED = 1e-6;

/**
 * Direct connections. Unlike RNNLM's, the hashes have 64 bits and do not overflow, so weights are at other
 * indices.
 *
 *     hash of order a = (PRIMES[0] PRIMES[1] + Σ b=1..a PRIMES[(a PRIMES[b] + b) mod 36] (history[b - 1] + 1)) mod (size - V)
 *
 * The output's index is added to the hash. Products stay below 2^53 for vocabularies of less than 9 million
 * words.
 */
export class FasterRnnlmFeatures {
  /** The hash of each order for which the sentence is long enough. */
  private readonly hashes: Float64Array;
  /** Number of hashes in use. */
  order = 0;
  private readonly range: number;
  private readonly base: number;

  constructor(private readonly model: FasterRnnlmModel) {
    const { structure, vocabulary } = model;
    this.hashes = new Float64Array(structure.direct > 0 ? structure.directOrder : 0);
    this.range = Math.max(1, structure.direct - vocabulary.words.length);
    this.base = Number((BigInt(PRIMES[0]) * BigInt(PRIMES[1])) % BigInt(this.range));
  }

  /** Computes the hashes of a history: the words of the sentence so far, most recent first. */
  look(history: Int32Array): void {
    const { hashes, range } = this;
    this.order = 0;
    for (let a = 0; a < hashes.length && a <= history.length; a++) {
      if (a > 0 && history[a - 1] === UNKNOWN) break;
      let hash = this.base;
      for (let b = 1; b <= a; b++) {
        const prime = PRIMES[(a * PRIMES[b] + b) % PRIMES.length];
        hash = (hash + ((prime * (history[b - 1] + 1)) % range)) % range;
      }
      hashes[a] = hash;
      this.order = a + 1;
    }
  }

  /** The sum of an output's weights over the first `order` orders. */
  sum(output: number, order: number): number {
    let sum = 0;
    for (let a = 0; a < order; a++) sum += this.model.direct[this.hashes[a] + output];
    return sum;
  }

  /**
   * Number of an output's orders, at most `order`, before the first whose weight was never trained.
   * faster-rnnlm uses this as a kind of Bloom filter.
   */
  learnedOrder(output: number, order: number): number {
    for (let a = 0; a < order; a++) {
      if (Math.abs(this.model.direct[this.hashes[a] + output]) < LEARNED) return a;
    }
    return order;
  }
}
