import { perplexityOf } from '../../../common/perplexity';
import { UserError } from '../../../protocol/userError';
import type { Tokenizer } from '../../data/tokenizer';
import { sequenceOf } from '../../model/textIds';
import { type BestWeights, bestLinearWeights } from './linearWeights';
import { bestLogLinearWeights } from './logLinearWeights';
import type { Mixture } from './mixture';
import { replayed } from './replay';

/**
 * Maximum number of tokens from which log-linear weights are estimated. It is limited because each step reads
 * all distributions, and this number is enough for a few weights.
 */
const ENOUGH = 5000;

/** The weights of a mixture, with figures about the text from which they were estimated. */
export interface FoundWeights {
  readonly weights: readonly number[];
  readonly tokens: number;
  /** Perplexity of the mixture with these weights, on the text from which they were estimated. */
  readonly perplexity: number;
}

/**
 * Returns the weights with which the mixture predicts a text best. Throws a UserError if the models know
 * fewer than 2 tokens of the text or, for a log-linear mixture, if every model gives some token probability
 * 0.
 */
export function findWeights(
  model: Mixture,
  tokenizer: Tokenizer,
  text: { readonly name: string; readonly bytes: Uint8Array },
): FoundWeights {
  const { ids, tokens: whole } = sequenceOf({ model, tokenizer }, text);
  const before = ids.length - whole;
  const tokens = model.combination === 'linear' ? whole : Math.min(whole, ENOUGH);
  if (tokens < 2) {
    throw new UserError(
      'The models know {1} tokens of the held-out text "{0}". Finding weights needs at least 2, and some hundreds to be reliable. Choose a longer text.',
      [text.name, tokens],
    );
  }
  const sequence = ids.subarray(0, before + tokens);
  const { weights, loss } =
    model.combination === 'linear'
      ? bestLinearWeights(model.scoresOfMembers(sequence))
      : logLinear(model, sequence, text.name);
  return { weights, tokens, perplexity: perplexityOf(loss) };
}

/**
 * Finds log-linear weights. A member that gives any token of the text probability 0 gets weight 0, because it
 * would make the probability of that token 0 in the mixture too.
 */
function logLinear(model: Mixture, ids: Int32Array, name: string): BestWeights {
  const scores = model.scoresOfMembers(ids);
  const members = [...scores.keys()].filter(i => !scores[i].includes(Number.NEGATIVE_INFINITY));
  if (members.length === 0) {
    throw new UserError(
      'Each of these models gives some token of "{0}" probability 0, so their product is 0 as well. Mix them linearly.',
      [name],
    );
  }
  return bestLogLinearWeights(
    scores.length,
    members,
    replayed(visit => model.readMembers(ids, visit)),
  );
}
