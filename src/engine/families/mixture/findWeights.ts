import { perplexityOf } from '../../../common/perplexity';
import { UserError } from '../../../protocol/userError';
import type { TextBytes } from '../../data/decode';
import type { Tokenizer } from '../../data/tokenizer';
import { beginningOf, sequenceOf } from '../../model/textIds';
import { type BestWeights, bestLinearWeights } from './linearWeights';
import { bestLogLinearWeights } from './logLinearWeights';
import type { Combination, Mixture } from './mixture';
import { replayed } from './replay';

/**
 * Maximum number of tokens from which weights are estimated. They are enough for a few weights. The
 * probabilities of linear mixtures are kept in memory: 80 MB for each member. Log-linear mixtures read all
 * distributions in each step.
 */
const ENOUGH: Readonly<Record<Combination, number>> = { linear: 10_000_000, logLinear: 5000 };

/** The weights of a mixture, with figures about the text from which they were estimated. */
export interface FoundWeights {
  readonly weights: readonly number[];
  readonly tokens: number;
  /** Perplexity of the mixture with these weights, on the text from which they were estimated. */
  readonly perplexity: number;
}

/**
 * Returns the weights with which the mixture predicts the beginning of a text best: at most `ENOUGH` tokens. Throws a UserError if the models know
 * fewer than 2 tokens of the text or, for a log-linear mixture, if every model gives some token probability
 * 0.
 */
export function findWeights(
  model: Mixture,
  tokenizer: Tokenizer,
  text: { readonly name: string; readonly bytes: TextBytes },
): FoundWeights {
  const open = { model, tokenizer };
  const before = beginningOf(open).last < 0 ? 0 : 1;
  const sequence = sequenceOf(open, text, before + ENOUGH[model.combination]);
  const tokens = sequence.length - before;
  if (tokens < 2) {
    throw new UserError(
      'The models know only {1} of the tokens of the held-out text "{0}". Finding weights needs at least 2, and some hundreds to be reliable. Choose a longer text.',
      [text.name, tokens],
    );
  }
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
