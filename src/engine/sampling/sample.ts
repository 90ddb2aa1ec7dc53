import { type Purpose, uniform } from '../core/random';
import type { Tokenizer } from '../data/tokenizer';
import type { LanguageModel, TextPrefix } from '../model/languageModel';
import { draw, keepAllowed, type Sampling, samplingDistribution } from './shaping';

/** Which draws to take: the same seed and step give the same sample. */
export interface SampleSeed {
  readonly purpose: Purpose;
  readonly seed: number;
  readonly step: number;
}

/** Where a sample ends before its length is reached. */
export interface StopCondition {
  readonly atSentenceEnd?: boolean;
  /** With this symbol. */
  readonly at?: string;
}

/** Ids drawn one after the other without end, each as it is asked for; at every place of those that are allowed there. */
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
    last = draw(samplingDistribution(logProbs, sampling), uniform(seed, purpose, step, index));
    yield last;
  }
}

/** At most `length` ids, the one included that ends them. */
export function sample<State>(
  model: LanguageModel<State>,
  from: TextPrefix<State>,
  length: number,
  sampling: Sampling,
  which: SampleSeed,
  isLast: (id: number) => boolean = () => false,
): number[] {
  const ids: number[] = [];
  if (length === 0) return ids;
  for (const id of drawIds(model, from, sampling, which)) {
    ids.push(id);
    if (ids.length === length || isLast(id)) break;
  }
  return ids;
}

/** What ends a text in these symbols. */
export function endOf(
  symbols: readonly string[],
  tokenizer: Tokenizer,
  { atSentenceEnd = false, at }: StopCondition,
): (id: number) => boolean {
  return id => symbols[id] === at || (atSentenceEnd && tokenizer.endsSentence(symbols[id]));
}
