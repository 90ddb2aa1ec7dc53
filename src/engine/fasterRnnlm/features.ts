import { PRIMES } from '../rnnlm/net/features';
import type { FasterRnnlmModel } from './model';

/** A word of the history that the vocabulary lacks. */
const UNKNOWN = -1;

/** A weight nearer to 0 than this was never learned. */
const LEARNED = 1e-6;

/**
 * Direct connections, with hashes of 64 bits in which nothing overflows: other places than rnnlm's.
 *
 *     hash of order a = (PRIMES[0] PRIMES[1] + Σ b=1..a PRIMES[(a PRIMES[b] + b) mod 36] (history[b - 1] + 1)) mod (size - V)
 *
 * The output's place is added to it. Products stay below 2^53 for vocabularies of less than 9 million words.
 */
export class Features {
  /** Of each order that the sentence is long enough for. */
  private readonly hashes: Float64Array;
  /** How many there are. */
  order = 0;
  private readonly range: number;
  private readonly base: number;

  constructor(private readonly model: FasterRnnlmModel) {
    const { structure, vocabulary } = model;
    this.hashes = new Float64Array(structure.direct > 0 ? structure.directOrder : 0);
    this.range = Math.max(1, structure.direct - vocabulary.words.length);
    this.base = Number((BigInt(PRIMES[0]) * BigInt(PRIMES[1])) % BigInt(this.range));
  }

  /** `history`: the words of the sentence so far, the last one first. */
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

  /** The sum of an output's weights of the first `order` orders. */
  sum(output: number, order: number): number {
    let sum = 0;
    for (let a = 0; a < order; a++) sum += this.model.direct[this.hashes[a] + output];
    return sum;
  }

  /** Orders of an output, up to `order`, before the first whose weight was never learned: a Bloom filter of a kind. */
  learnedOrder(output: number, order: number): number {
    for (let a = 0; a < order; a++) {
      if (Math.abs(this.model.direct[this.hashes[a] + output]) < LEARNED) return a;
    }
    return order;
  }
}
