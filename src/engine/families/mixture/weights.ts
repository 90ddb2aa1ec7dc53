import { exp, log } from '../../core/math';

/** Expectation-maximisation ends where no weight moves by more than this. */
const STILL = 1e-7;
const MOST_STEPS = 1000;

/** The weights under which a mixture foresees a text best, and how well. */
export interface BestWeights {
  readonly weights: readonly number[];
  /** Nats a token, the mean. */
  readonly loss: number;
  readonly steps: number;
}

/**
 * Weights of a linear interpolation by expectation-maximisation on held-out text: Jelinek & Mercer (1980). Each step
 * gives a member the mean share that it had in the probabilities, lambda_i <- 1/T sum_t lambda_i P_i(t) / P(t), which
 * never lowers the likelihood; as that is concave in the weights, the only maximum is the best one.
 *
 * A token that every member holds impossible tells nothing and is left out; with no others the weights are equal.
 */
export function bestWeights(logProbs: readonly Float64Array[]): BestWeights {
  const members = logProbs.length;
  const tokens = possibleTokens(logProbs);
  const P = logProbs.map(each => Float64Array.from(tokens, t => exp(each[t])));
  let weights = new Array<number>(members).fill(1 / members);
  let steps = 0;
  for (let moved = 1; moved > STILL && steps < MOST_STEPS && tokens.length > 0; steps++) {
    const next = shares(P, weights);
    moved = Math.max(...next.map((weight, i) => Math.abs(weight - weights[i])));
    weights = next;
  }
  let total = 0;
  for (let t = 0; t < tokens.length; t++) total -= log(mixed(P, weights, t));
  return { weights, loss: total / tokens.length, steps };
}

/** The mean share of each member. */
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
