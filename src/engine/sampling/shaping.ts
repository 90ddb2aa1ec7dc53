/** Small steps from what a model predicts to what is drawn from. Each makes new weights; none minds their sum. */
import { exp } from '../core/math';

/** How to choose the next symbol. */
export interface Sampling {
  /** Below 1 the likely gets likelier, above 1 less so; 0 leaves only the likeliest. */
  readonly temperature: number;
  /** Only so many of the likeliest symbols; 0 for all. */
  readonly topK: number;
  /** Only the fewest of the likeliest symbols that have this share of the probability; 1 for all. */
  readonly topP: number;
}

/** As the model predicts. */
export const unchangedSampling: Sampling = { temperature: 1, topK: 0, topP: 1 };

/** The distribution [V] to draw from; it sums to 1. */
export function samplingDistribution(logProbs: ArrayLike<number>, sampling: Sampling): Float64Array {
  const { temperature, topK, topP } = sampling;
  return normalise(keepTopP(keepTopK(applyTemperature(logProbs, temperature), topK), topP));
}

/** Leaves only the symbols that are allowed, of which there must be some; where the model gives none of them a chance, all the same. */
export function keepAllowed(logProbs: ArrayLike<number>, isAllowed: (id: number) => boolean): Float64Array {
  const kept = Float64Array.from(logProbs, (logProb, id) =>
    isAllowed(id) ? logProb : Number.NEGATIVE_INFINITY,
  );
  if (kept.some(Number.isFinite)) return kept;
  return kept.map((_, id) => (isAllowed(id) ? 0 : Number.NEGATIVE_INFINITY));
}

/** Weights p^(1/temperature), the largest being 1. */
export function applyTemperature(logProbs: ArrayLike<number>, temperature: number): Float64Array {
  let best = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logProbs.length; i++) best = Math.max(best, logProbs[i]);
  return Float64Array.from(logProbs, logProb =>
    temperature > 0 ? exp((logProb - best) / temperature) : Number(logProb === best),
  );
}

/** Top-k (Fan, Lewis & Dauphin 2018): the `k` largest, of two alike the first; 0 keeps all. */
export function keepTopK(weights: Float64Array, k: number): Float64Array {
  if (k === 0 || k >= weights.length) return weights.slice();
  return only(weights, likeliestFirst(weights).slice(0, k));
}

/** Top-p, the nucleus (Holtzman et al. 2020): the largest, as few as have at least the share `p` of the sum. */
export function keepTopP(weights: Float64Array, p: number): Float64Array {
  if (p >= 1) return weights.slice();
  const order = likeliestFirst(weights);
  const enough = p * sumOf(weights);
  let share = 0;
  let count = 0;
  do share += weights[order[count++]];
  while (share < enough && count < order.length);
  return only(weights, order.slice(0, count));
}

function normalise(weights: Float64Array): Float64Array {
  const sum = sumOf(weights);
  return weights.map(weight => weight / sum);
}

/** The index at which the running sum of the weights passes `u` (in [0, 1)) of their total. */
export function draw(weights: Float64Array, u: number): number {
  let rest = u * sumOf(weights);
  for (let i = 0; i < weights.length; i++) {
    rest -= weights[i];
    if (rest < 0) return i;
  }
  return weights.indexOf(weights.reduce((a, b) => Math.max(a, b))); // rounding left a crumb
}

const sumOf = (weights: Float64Array) => weights.reduce((a, b) => a + b, 0);

function likeliestFirst(weights: Float64Array): Uint32Array {
  return Uint32Array.from(weights.keys()).sort((a, b) => weights[b] - weights[a] || a - b);
}

function only(weights: Float64Array, kept: Uint32Array): Float64Array {
  const result = new Float64Array(weights.length);
  for (const i of kept) result[i] = weights[i];
  return result;
}
