/**
 * These functions transform the distribution that a model predicts into the distribution to sample from. They
 * return new weights, which need not sum to 1.
 */
import { exp } from '../core/math';

/** Options for drawing the next symbol. */
export interface Sampling {
  /**
   * Values below 1 make likely symbols even more likely, values above 1 less likely. 0 always chooses the
   * most likely symbol.
   */
  readonly temperature: number;
  /** Number of most likely symbols to draw from; 0 means all. */
  readonly topK: number;
  /**
   * Draws only from the smallest set of most likely symbols with at least this total probability; 1 means
   * all.
   */
  readonly topP: number;
}

/** Options that sample from the model's own distribution. */
export const unchangedSampling: Sampling = { temperature: 1, topK: 0, topP: 1 };

/** Returns the distribution [V] to draw from. Its values sum to 1. */
export function samplingDistribution(logProbs: ArrayLike<number>, sampling: Sampling): Float64Array {
  const { temperature, topK, topP } = sampling;
  return normalise(keepTopP(keepTopK(applyTemperature(logProbs, temperature), topK), topP));
}

/**
 * Sets ln P of the symbols that are not allowed to -Infinity. At least one must be allowed. If none of the
 * allowed symbols has any probability, returns a uniform distribution over them.
 */
export function keepAllowed(logProbs: ArrayLike<number>, isAllowed: (id: number) => boolean): Float64Array {
  const kept = Float64Array.from(logProbs, (logProb, id) =>
    isAllowed(id) ? logProb : Number.NEGATIVE_INFINITY,
  );
  if (kept.some(Number.isFinite)) return kept;
  return kept.map((_, id) => (isAllowed(id) ? 0 : Number.NEGATIVE_INFINITY));
}

/** Returns the weights p^(1/temperature) of the symbols, scaled so that the largest is 1. */
export function applyTemperature(logProbs: ArrayLike<number>, temperature: number): Float64Array {
  let best = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logProbs.length; i++) best = Math.max(best, logProbs[i]);
  const weights = new Float64Array(logProbs.length); // a loop, because `from` takes four times as long
  for (let i = 0; i < weights.length; i++) {
    weights[i] = temperature > 0 ? exp((logProbs[i] - best) / temperature) : Number(logProbs[i] === best);
  }
  return weights;
}

/**
 * Top-k sampling (Fan, Lewis & Dauphin 2018): keeps the `k` largest weights and sets the others to 0. Among
 * equal weights, keeps those with the lowest ids. 0 keeps all.
 */
export function keepTopK(weights: Float64Array, k: number): Float64Array {
  if (k === 0 || k >= weights.length) return weights.slice();
  return only(weights, likeliestFirst(weights).slice(0, k));
}

/**
 * Top-p or nucleus sampling (Holtzman et al. 2020): keeps the smallest number of largest weights whose sum is
 * at least `p` times the total. Sets the others to 0.
 */
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
  const shares = new Float64Array(weights.length);
  for (let i = 0; i < weights.length; i++) shares[i] = weights[i] / sum;
  return shares;
}

/**
 * Returns the first index at which the cumulative sum of the weights exceeds `u` times their total, for u in
 * [0, 1).
 */
export function draw(weights: Float64Array, u: number): number {
  let rest = u * sumOf(weights);
  for (let i = 0; i < weights.length; i++) {
    rest -= weights[i];
    if (rest < 0) return i;
  }
  return weights.indexOf(weights.reduce((a, b) => Math.max(a, b))); // only reached by rounding errors
}

function sumOf(weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i];
  return sum;
}

function likeliestFirst(weights: Float64Array): Uint32Array {
  return Uint32Array.from(weights.keys()).sort((a, b) => weights[b] - weights[a] || a - b);
}

function only(weights: Float64Array, kept: Uint32Array): Float64Array {
  const result = new Float64Array(weights.length);
  for (const i of kept) result[i] = weights[i];
  return result;
}
