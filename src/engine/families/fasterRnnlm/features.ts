import { PRIMES } from '../rnnlm/net/features';
import type { FasterRnnlmModel } from './fasterRnnlmModel';

/** The id in a history for a word outside the vocabulary. */
const UNKNOWN = -1;

/**
 * A weight counts as never trained if its absolute value is smaller than this, because weights start at 0.
 */
const LEARNED = 1e-6;

/**
 * Direct connections of faster-rnnlm: weights of hashed n-grams. Unlike in RNNLM, the hashes have 64 bits and
 * do not overflow, so the indices of the weights differ from RNNLM's.
 *
 * hash of order a = (PRIMES[0] PRIMES[1] + Σ b=1..a PRIMES[(a PRIMES[b] + b) mod 36] (history[b - 1] + 1))
 * mod (size - V)
 *
 * The index of a weight is the hash plus the index of the output. Products stay below 2^53 for vocabularies
 * of fewer than 9 million words.
 */
export class FasterRnnlmFeatures {
  /** The hash of the last k words for each k from 0 up. Only the first `order` of them are valid. */
  private readonly hashes: Float64Array;
  /** Number of valid hashes. At most one more than the number of words in the sentence so far. */
  order = 0;
  private readonly range: number;
  private readonly base: number;

  constructor(private readonly model: FasterRnnlmModel) {
    const { structure, vocabulary } = model;
    this.hashes = new Float64Array(structure.direct > 0 ? structure.directOrder : 0);
    this.range = Math.max(1, structure.direct - vocabulary.words.length);
    this.base = Number((BigInt(PRIMES[0]) * BigInt(PRIMES[1])) % BigInt(this.range));
  }

  /** Computes `hashes` and `order` for a history: the words of the sentence so far, most recent first. */
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

  /** Returns the sum of the weights that connect the first `order` hashed n-grams to an output. */
  sum(output: number, order: number): number {
    let sum = 0;
    for (let a = 0; a < order; a++) sum += this.model.direct[this.hashes[a] + output];
    return sum;
  }

  /**
   * Returns how many of the first `order` hashes to use for an output: those before the first one whose
   * weight was never trained. faster-rnnlm uses the weights like a Bloom filter: an untrained weight shows
   * that the n-gram did not occur in training.
   */
  learnedOrder(output: number, order: number): number {
    for (let a = 0; a < order; a++) {
      if (Math.abs(this.model.direct[this.hashes[a] + output]) < LEARNED) return a;
    }
    return order;
  }
}
