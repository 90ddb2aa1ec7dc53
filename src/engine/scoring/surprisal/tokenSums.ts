import type { TextModel } from '../../model/openModel';
import { isUnknown } from '../../model/textIds';
import type { Tokens } from '../tokens';

/** Sums over the tokens of one word or region. */
export class TokenSums {
  tokens = 0;
  /** Number of tokens that are not in the vocabulary. */
  unknown = 0;
  private sum = 0;

  constructor(private readonly open: TextModel) {}

  add({ ids, logProbs }: Tokens, token: number): void {
    this.tokens++;
    this.sum += logProbs[token];
    if (isUnknown(this.open.model, ids[token])) this.unknown++;
  }

  /** ln P of all tokens together. NaN if one of them has no probability, or if there are no tokens. */
  get logProb(): number {
    return this.tokens > 0 ? this.sum : Number.NaN;
  }
}
