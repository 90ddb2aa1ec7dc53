import { beginningOf, idOf } from '../model/follow';
import type { TextPrefix } from '../model/languageModel';
import type { TextModel } from '../model/openModel';
import { endOf, type SampleSeed, type StopCondition, sample } from './sample';
import type { Sampling } from './shaping';
import { checkPrime, checkStop } from './unknown';

export interface TextSampling extends Sampling, StopCondition {
  /** Tokens at most. */
  readonly length: number;
  readonly seed: number;
  /** What the model has read before. */
  readonly prime: string;
}

/**
 * A text as a model would write it; the same seed gives the same. Throws a UserError for a prime of which it knows
 * nothing, and for an end that it does not know.
 */
export function sampleText(open: TextModel, options: TextSampling): string {
  checkPrime(open, options.prime);
  checkStop(open, options.at);
  const { model, tokenizer } = open;
  const { symbols } = model.vocabulary;
  const draws: SampleSeed = { purpose: 'sample', seed: options.seed, step: 0 };
  const isLast = endOf(symbols, tokenizer, options);
  const ids = sample(model, afterPrime(open, options.prime), options.length, options, draws, isLast);
  return tokenizer.join(ids.map(id => symbols[id]));
}

/** The state before the last token of `prime`, and that token. It begins as readings do. */
function afterPrime(open: TextModel, prime: string): TextPrefix {
  const { model, tokenizer } = open;
  const begin = beginningOf(open);
  const ids = [begin.last];
  tokenizer.scan(prime, false, symbol => ids.push(idOf(model, symbol)));
  const known = ids.filter(id => id >= 0);
  const last = known.pop() ?? 0;
  return { state: known.reduce((at, id) => model.step(at, id).state, begin.state), last };
}
