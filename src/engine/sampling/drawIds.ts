import { type Purpose, uniform } from '../core/random';
import type { Tokenizer } from '../data/tokenizer';
import type { LanguageModel, TextPrefix } from '../model/languageModel';
import { draw, keepAllowed, type Sampling, samplingWeights } from './samplingDistribution';

/** Determines the random numbers of a sample. The same values give the same sample. */
export interface SampleSeed {
  readonly purpose: Purpose;
  readonly seed: number;
  readonly step: number;
}

/** Conditions under which a sample ends before its maximum length. */
export interface StopCondition {
  readonly atSentenceEnd?: boolean;
  /** The symbol after which the sample ends. Undefined for none. */
  readonly at?: string;
}

/**
 * Yields random ids endlessly. Each id is drawn when it is requested. `isAllowed` restricts which ids can be
 * drawn at each position, counted from 0.
 */
export function* drawIds<State>(
  model: LanguageModel<State>,
  from: TextPrefix<State>,
  sampling: Sampling,
  { seed, purpose, step }: SampleSeed,
  isAllowed?: (id: number, index: number) => boolean,
): Generator<number, never> {
  let { state, last } = from;
  for (let index = 0; ; index++) {
    const next = model.step(state, last);
    state = next.state;
    const logProbs = isAllowed ? keepAllowed(next.logProbs, id => isAllowed(id, index)) : next.logProbs;
    last = draw(samplingWeights(logProbs, sampling), uniform(seed, purpose, step, index));
    yield last;
  }
}

interface SampleRequest {
  readonly length: number;
  readonly sampling: Sampling;
  readonly draws: SampleSeed;
  /** Returns whether the sample ends after this id. Default: only the length ends it. */
  readonly isLast?: (id: number) => boolean;
}

/** Draws at most `length` ids. The id that ends the sample is included. */
export function sample<State>(
  model: LanguageModel<State>,
  from: TextPrefix<State>,
  { length, sampling, draws, isLast = () => false }: SampleRequest,
): number[] {
  const ids: number[] = [];
  if (length === 0) return ids;
  for (const id of drawIds(model, from, sampling, draws)) {
    ids.push(id);
    if (ids.length === length || isLast(id)) break;
  }
  return ids;
}

/** Returns a function that decides whether the sample ends after an id. */
export function endOf(
  symbols: readonly string[],
  tokenizer: Tokenizer,
  { atSentenceEnd = false, at }: StopCondition,
): (id: number) => boolean {
  return id => symbols[id] === at || (atSentenceEnd && tokenizer.endsSentence(symbols[id]));
}
