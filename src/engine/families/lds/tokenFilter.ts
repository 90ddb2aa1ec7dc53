import type { Lds } from './lds';
import type { OneHot } from './oneHot';
import { steadyFilter } from './steadyFilter';

/** The steady-state Kalman filter of tokens, a linear recurrent network: x̂_t = E x̂_t-1 + the input of token t. */
export interface TokenFilter {
  /** N, the number of states. */
  readonly states: number;
  /** V, the number of symbols. */
  readonly symbols: number;
  /** E = A - K C A [N, N] */
  readonly recurrent: Float64Array;
  /** K y for the observation y of each symbol [V, N] */
  readonly inputs: Float64Array;
}

export function tokenFilter(lds: Lds, { scales }: OneHot): TokenFilter {
  const { recurrent, gain } = steadyFilter(lds);
  const { rows: symbols, columns: states } = lds.observation;
  // The mean of the observations has no part in K y, because C, and so K, is orthogonal to it.
  const inputs = gain.map((value, i) => value * scales[Math.floor(i / states)]);
  return { states, symbols, recurrent, inputs };
}

/** Computes `after` [N], the estimate x̂ after the token `id`, from the one before, `x` [N]. */
export function readToken(filter: TokenFilter, x: Float64Array, id: number, after: Float64Array): void {
  const { states: N, recurrent, inputs } = filter;
  for (let i = 0; i < N; i++) {
    let sum = inputs[id * N + i];
    for (let j = 0; j < N; j++) sum += recurrent[i * N + j] * x[j];
    after[i] = sum;
  }
}
