import { exp, log } from '../../core/math';

/** Expectation maximization stops when no weight changes by more than this in a step. */
const LEAST_CHANGE = 1e-7;
const MOST_STEPS = 1000;

/** The weights with which a mixture predicts a text best, and the loss of the mixture with these weights. */
export interface BestWeights {
  readonly weights: readonly number[];
  /** Mean loss of the mixture in nats per token. */
  readonly loss: number;
  readonly steps: number;
}

/**
 * Finds the weights of a linear interpolation by expectation maximization on held-out text: Jelinek & Mercer
 * (1980). Each step sets a member's weight to its mean share of the probability:
 *
 * lambda_i <- 1/T sum_t lambda_i P_i(t) / P(t)
 *
 * This never lowers the likelihood. The log likelihood is concave in the weights, so a maximum is the global
 * one.
 *
 * A token to which every member gives probability 0 is left out. If no other tokens remain, the weights are
 * equal.
 */
export function bestLinearWeights(logProbs: readonly Float64Array[]): BestWeights {
  const members = logProbs.length;
  const tokens = possibleTokens(logProbs);
  const P = logProbs.map(each => Float64Array.from(tokens, t => exp(each[t])));
  let weights = new Array<number>(members).fill(1 / members);
  let steps = 0;
  for (let moved = 1; moved > LEAST_CHANGE && steps < MOST_STEPS && tokens.length > 0; steps++) {
    const next = shares(P, weights);
    moved = Math.max(...next.map((weight, i) => Math.abs(weight - weights[i])));
    weights = next;
  }
  let total = 0;
  for (let t = 0; t < tokens.length; t++) total -= log(mixed(P, weights, t));
  return { weights, loss: total / tokens.length, steps };
}

/**
 * Returns each member's mean share of the mixture's probability. `P` are the probabilities of the tokens by
 * each member.
 */
function shares(P: readonly Float64Array[], weights: readonly number[]): number[] {
  const sums = new Array<number>(weights.length).fill(0);
  const T = P[0].length;
  for (let t = 0; t < T; t++) {
    const all = mixed(P, weights, t);
    for (let i = 0; i < weights.length; i++) sums[i] += (weights[i] * P[i][t]) / all;
  }
  return sums.map(sum => sum / T);
}

function mixed(P: readonly Float64Array[], weights: readonly number[], t: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i] * P[i][t];
  return sum;
}

function possibleTokens(logProbs: readonly Float64Array[]): number[] {
  const tokens: number[] = [];
  for (let t = 0; t < logProbs[0].length; t++) {
    if (logProbs.some(each => each[t] > Number.NEGATIVE_INFINITY)) tokens.push(t);
  }
  return tokens;
}
