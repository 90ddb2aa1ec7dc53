import { UserError } from '../../../protocol/userError';
import { exp } from '../../core/math';
import type { Tokenizer } from '../../data/tokenizer';
import { sequenceOf } from '../../model/follow';
import { bestLogLinearWeights } from './logLinearWeights';
import type { Mixture } from './mixture';
import { replayed } from './replay';
import { type BestWeights, bestWeights } from './weights';

/** Every distribution of a log-linear mixture has to be read, and a few weights need no more tokens. */
const ENOUGH = 5000;

/** Weights and what they were found with. */
export interface FoundWeights {
  readonly weights: readonly number[];
  readonly tokens: number;
  /** Of the mixture, on the text that the weights were found with. */
  readonly perplexity: number;
}

/** The weights with which the mixture's members foresee a text best. Throws a UserError for a text that will not do. */
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
      ? bestWeights(model.scoresOfMembers(sequence))
      : logLinear(model, sequence, text.name);
  return { weights, tokens, perplexity: exp(loss) };
}

/** What holds a token impossible would have all of the mixture hold it so: it gets no weight. */
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
