import { exponentialsOf, type TokenWeights } from '../kernels/numbers/exponentials';
import { keepLargest } from './keepLargest';

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

/**
 * Returns the weights [V] to draw from, which need not sum to 1. The next call overwrites them: a vocabulary may
 * have a million words, and each token needs new weights.
 */
export function samplingWeights(
  logProbs: ArrayLike<number>,
  { temperature, topK, topP }: Sampling,
): TokenWeights {
  const all = temperature > 0 ? exponentialsOf(logProbs, temperature) : onlyBest(logProbs);
  return keepTopP(keepTopK(all, topK), topP);
}

/**
 * Sets ln P of the symbols that are not allowed to -Infinity. At least one must be allowed. If none of the
 * allowed symbols has any probability, returns a uniform distribution over them.
 */
export function keepAllowed(logProbs: ArrayLike<number>, isAllowed: (id: number) => boolean): Float64Array {
  const kept = new Float64Array(logProbs.length);
  let isPossible = false;
  for (let id = 0; id < kept.length; id++) {
    kept[id] = isAllowed(id) ? logProbs[id] : Number.NEGATIVE_INFINITY;
    isPossible ||= Number.isFinite(kept[id]);
  }
  return isPossible ? kept : kept.map((_, id) => (isAllowed(id) ? 0 : Number.NEGATIVE_INFINITY));
}

/** Returns a weight of 1 for the most likely symbols, and 0 for the others. */
function onlyBest(logProbs: ArrayLike<number>): TokenWeights {
  let best = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logProbs.length; i++) best = Math.max(best, logProbs[i]);
  const weights = Float64Array.from(logProbs, logProb => Number(logProb === best));
  return { weights, sum: sumOf(weights) };
}

/**
 * Top-k sampling (Fan, Lewis & Dauphin 2018): keeps the `k` largest weights and sets the others to 0. Among
 * equal weights, keeps those with the lowest ids. 0 keeps all.
 */
export function keepTopK(all: TokenWeights, k: number): TokenWeights {
  const { weights } = all;
  if (k === 0 || k >= weights.length) return all;
  return { weights, sum: keepLargest(weights, k, 'number') };
}

/**
 * Top-p or nucleus sampling (Holtzman et al. 2020): keeps the smallest number of largest weights whose sum is
 * at least `p` times the total. Sets the others to 0.
 */
export function keepTopP(all: TokenWeights, p: number): TokenWeights {
  if (p >= 1) return all;
  const { weights, sum } = all;
  return { weights, sum: keepLargest(weights, p * sum, 'sum') };
}

/**
 * Returns the first index at which the cumulative sum of the weights exceeds `u` times their total, for u in
 * [0, 1).
 */
export function draw({ weights, sum }: TokenWeights, u: number): number {
  let rest = u * sum;
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
