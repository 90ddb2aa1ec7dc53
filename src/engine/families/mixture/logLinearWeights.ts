import { exp, log } from '../../core/math';
import type { BestWeights } from './linearWeights';

/** Called for each token in order, with ln P of every symbol by each member, [M][V], and the token's id. */
export type VisitMembers = (rows: readonly Float64Array[], id: number) => void;

/** Newton's method stops when a step reduces the mean loss by less than this, in nats per token. */
const LEAST_GAIN = 1e-8;
const MOST_STEPS = 50;
/** Maximum number of times that a Newton step is halved because it would increase the loss. */
const MOST_HALVINGS = 20;
/**
 * Maximum weight of a member. Without this limit, a model that was trained on the same text would get an
 * unbounded weight.
 */
const LARGEST = 100;
/**
 * Added to the diagonal of the Hessian. Without this, the equations would be singular if two members were
 * identical.
 */
const RIDGE = 1e-9;

/**
 * Returns the weights of a log-linear interpolation, from 0 to 100, that predict held-out text best: Klakow
 * (1998). The mean log probability F is concave. Therefore, Newton's method finds the global maximum.
 *
 *     F(lambda) = 1/T sum_t [ sum_i lambda_i ln P_i(x_t) - ln Z_t ]     Z_t = sum_w prod_i P_i(w)^lambda_i
 *     gradient: mean of ln P_i(x_t) - E[ln P_i]     Hessian: mean of -Cov[ln P_i, ln P_j]
 *
 * E and Cov refer to the mixture's distribution.
 *
 * `read` goes through the text again at each step, because its distributions may not fit into memory.
 * `members` are the indices, out of `count` models, of those that give no token of the text probability 0.
 * The others get weight 0. Symbols to which one of `members` gives probability 0 are left out of the sums.
 */
export function bestLogLinearWeights(
  count: number,
  members: readonly number[],
  read: (visit: VisitMembers) => void,
): BestWeights {
  const M = members.length;
  let at = measure(new Array<number>(M).fill(1 / M), members, read);
  let steps = 0;
  for (let gain = 1; gain > LEAST_GAIN && steps < MOST_STEPS; steps++) {
    const next = improved(at, members, read);
    gain = at.loss - next.loss;
    if (gain > 0) at = next;
  }
  const weights = new Array<number>(count).fill(0);
  for (let i = 0; i < M; i++) weights[members[i]] = at.weights[i];
  return { weights, loss: at.loss, steps };
}

/** The loss -F at some weights, its negative gradient `downhill` and its Hessian `curvature`. */
interface Measured {
  readonly weights: readonly number[]; // [M], one per member
  readonly loss: number;
  readonly downhill: readonly number[]; // [M], the negative gradient of the loss
  readonly curvature: readonly number[][]; // [M][M], the Hessian of the loss
}

/**
 * Takes a Newton step. Halves the step until the loss does not increase, but at most `MOST_HALVINGS` times.
 * Weights stay between 0 and `LARGEST`.
 */
function improved(at: Measured, members: readonly number[], read: (visit: VisitMembers) => void): Measured {
  const free = at.weights.map((weight, i) => (at.downhill[i] > 0 ? weight < LARGEST : weight > 0));
  const step = solve(
    at.curvature.map((row, i) => row.map((value, j) => (free[i] && free[j] ? value : i === j ? 1 : 0))),
    at.downhill.map((slope, i) => (free[i] ? slope : 0)),
  );
  let share = 1;
  let next = at;
  for (let halvings = 0; halvings < MOST_HALVINGS; halvings++) {
    const weights = at.weights.map((weight, i) => Math.min(Math.max(0, weight + share * step[i]), LARGEST));
    next = measure(weights, members, read);
    if (next.loss <= at.loss) return next;
    share /= 2;
  }
  return next;
}

function measure(
  weights: readonly number[],
  members: readonly number[],
  read: (visit: VisitMembers) => void,
): Measured {
  const M = members.length;
  const sums = new Moments(M);
  read((all, id) =>
    sums.add(
      members.map(i => all[i]),
      id,
      weights,
    ),
  );
  const { tokens, loss, downhill, curvature } = sums;
  return {
    weights,
    loss: loss / tokens,
    downhill: downhill.map(sum => sum / tokens),
    curvature: curvature.map((row, i) => row.map((sum, j) => sum / tokens + (i === j ? RIDGE : 0))),
  };
}

/** Sums over the tokens of a text, from which the loss, its gradient and its Hessian follow. */
class Moments {
  tokens = 0;
  loss = 0;
  readonly downhill: number[];
  readonly curvature: number[][];
  private scores = new Float64Array(); // [V], one per symbol
  private readonly means: Float64Array;

  constructor(private readonly M: number) {
    this.downhill = new Array<number>(M).fill(0);
    this.curvature = Array.from({ length: M }, () => new Array<number>(M).fill(0));
    this.means = new Float64Array(M);
  }

  add(rows: readonly Float64Array[], id: number, weights: readonly number[]): void {
    const { M, means, downhill, curvature } = this;
    const lnZ = this.normalise(rows, weights);
    const q = this.scores;
    means.fill(0);
    for (let w = 0; w < q.length; w++) {
      if (q[w] > 0) for (let i = 0; i < M; i++) means[i] += q[w] * rows[i][w];
    }
    this.tokens++;
    this.loss += lnZ;
    for (let i = 0; i < M; i++) {
      this.loss -= weights[i] * rows[i][id];
      downhill[i] += rows[i][id] - means[i];
    }
    for (let w = 0; w < q.length; w++) {
      if (q[w] === 0) continue;
      for (let i = 0; i < M; i++) {
        const deviation = q[w] * (rows[i][w] - means[i]);
        for (let j = 0; j <= i; j++) curvature[i][j] += deviation * (rows[j][w] - means[j]);
      }
    }
    for (let i = 0; i < M; i++) for (let j = 0; j < i; j++) curvature[j][i] = curvature[i][j];
  }

  /** Writes the mixture's probability of every symbol into `scores`. Returns ln Z. */
  private normalise(rows: readonly Float64Array[], weights: readonly number[]): number {
    const V = rows[0].length;
    if (this.scores.length !== V) this.scores = new Float64Array(V);
    const { scores } = this;
    let largest = Number.NEGATIVE_INFINITY;
    for (let w = 0; w < V; w++) {
      scores[w] = 0;
      // Adds -Infinity without multiplying it by the weight, because 0 times -Infinity would be NaN. If a
      // member gives a symbol probability 0, so does the mixture, even if the member's weight is 0.
      for (let i = 0; i < rows.length; i++) {
        scores[w] += rows[i][w] === Number.NEGATIVE_INFINITY ? rows[i][w] : weights[i] * rows[i][w];
      }
      largest = Math.max(largest, scores[w]);
    }
    let Z = 0;
    for (let w = 0; w < V; w++) {
      scores[w] = exp(scores[w] - largest);
      Z += scores[w];
    }
    for (let w = 0; w < V; w++) scores[w] /= Z;
    return largest + log(Z);
  }
}

/** Solves linear equations by Gaussian elimination. The matrix must be symmetric and positive definite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  const M = rows.length;
  for (let i = 0; i < M; i++) {
    for (let below = i + 1; below < M; below++) {
      const factor = rows[below][i] / rows[i][i];
      for (let j = i; j <= M; j++) rows[below][j] -= factor * rows[i][j];
    }
  }
  const x = new Array<number>(M).fill(0);
  for (let i = M - 1; i >= 0; i--) {
    let rest = rows[i][M];
    for (let j = i + 1; j < M; j++) rest -= rows[i][j] * x[j];
    x[i] = rest / rows[i][i];
  }
  return x;
}
