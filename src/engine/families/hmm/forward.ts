import type { Hmm } from './hmm';

/**
 * One step of the forward algorithm with scaling. The N numbers of `alpha` from `at` on are P(state | symbols
 * before); they become P(state | symbols before and `symbol`). Returns c = P(symbol | symbols before). If c
 * is 0, they stay as they are: the symbol says nothing about the state.
 */
export function observe(hmm: Hmm, alpha: Float64Array, at: number, symbol: number): number {
  const { states: N, emissions } = hmm;
  const row = symbol * N;
  let c = 0;
  for (let j = 0; j < N; j++) c += alpha[at + j] * emissions[row + j];
  if (c > 0) for (let j = 0; j < N; j++) alpha[at + j] = (alpha[at + j] * emissions[row + j]) / c;
  return c;
}

/** Computes `after` = alpha A, P(state at the next step | symbols so far), both [N]. */
export function advance(hmm: Hmm, alpha: Float64Array, at: number, after: Float64Array, to: number): void {
  const { states: N, transitions } = hmm;
  for (let j = 0; j < N; j++) {
    let sum = 0;
    for (let i = 0; i < N; i++) sum += alpha[at + i] * transitions[i * N + j];
    after[to + j] = sum;
  }
}
