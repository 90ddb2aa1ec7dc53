import { type Purpose, uniform } from '../core/random';
import type { Tokenizer } from '../data/tokenizer';
import type { LanguageModel } from '../eval/languageModel';
import { draw, type Sampling, shape } from './shaping';

/** Which draws to take: the same seed and step give the same sample. */
export interface Draws {
  readonly purpose: Purpose;
  readonly seed: number;
  readonly step: number;
}

/** What was read before the sample: a state, and the token after it, which is not taken in yet. */
export interface Beginning<State> {
  readonly state: State;
  readonly last: number;
}

/** Where a sample ends before its length is reached. */
export interface Ending {
  readonly atSentenceEnd?: boolean;
  /** With this symbol. */
  readonly at?: string;
}

/** Ids drawn one after the other without end, each as it is asked for. */
export function* write<State>(
  model: LanguageModel<State>,
  from: Beginning<State>,
  sampling: Sampling,
  { seed, purpose, step }: Draws,
): Generator<number, never> {
  let { state, last } = from;
  for (let index = 0; ; index++) {
    const next = model.step(state, last);
    state = next.state;
    last = draw(shape(next.logProbs, sampling), uniform(seed, purpose, step, index));
    yield last;
  }
}

/** At most `length` ids, the one included that ends them. */
export function sample<State>(
  model: LanguageModel<State>,
  from: Beginning<State>,
  length: number,
  sampling: Sampling,
  which: Draws,
  isLast: (id: number) => boolean = () => false,
): number[] {
  const ids: number[] = [];
  if (length === 0) return ids;
  for (const id of write(model, from, sampling, which)) {
    ids.push(id);
    if (ids.length === length || isLast(id)) break;
  }
  return ids;
}

/** What ends a text in these symbols. */
export function endOf(
  symbols: readonly string[],
  tokenizer: Tokenizer,
  { atSentenceEnd = false, at }: Ending,
): (id: number) => boolean {
  return id => symbols[id] === at || (atSentenceEnd && tokenizer.endsSentence(symbols[id]));
}
