import { exp } from '../core/math';
import { type Purpose, uniform } from '../core/random';
import type { LanguageModel } from '../eval/languageModel';

/** Which draws to take: the same seed and step give the same sample. */
export interface Draws {
  readonly purpose: Purpose;
  readonly seed: number;
  readonly step: number;
}

/** `length` ids drawn one after the other, from `state` and the token `first`, which is not part of the sample. */
export function sample<State>(
  model: LanguageModel<State>,
  state: State,
  first: number,
  length: number,
  temperature: number,
  draws: Draws,
): number[] {
  const ids: number[] = [];
  let at = { state, id: first };
  for (let index = 0; index < length; index++) {
    const { state: next, logProbs } = model.step(at.state, at.id);
    const id = draw(soften(logProbs, temperature), uniform(draws.seed, draws.purpose, draws.step, index));
    ids.push(id);
    at = { state: next, id };
  }
  return ids;
}

/** Weights p^(1/temperature), the largest being 1. Below 1 the likely gets likelier; 0 leaves only the likeliest. */
export function soften(logProbs: ArrayLike<number>, temperature: number): Float64Array {
  let best = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logProbs.length; i++) best = Math.max(best, logProbs[i]);
  return Float64Array.from(logProbs, logProb =>
    temperature > 0 ? exp((logProb - best) / temperature) : Number(logProb === best),
  );
}

/** The index at which the running sum of the weights passes `u` (in [0, 1)) of their total. */
export function draw(weights: Float64Array, u: number): number {
  let total = 0;
  for (const weight of weights) total += weight;
  let rest = u * total;
  for (let i = 0; i < weights.length; i++) {
    rest -= weights[i];
    if (rest < 0) return i;
  }
  return weights.lastIndexOf(weights.reduce((a, b) => Math.max(a, b))); // rounding left a crumb
}
