import { emptyHmm, type Hmm } from '../../../../../src/engine/families/hmm/hmm';

/**
 * Computes by going through all sequences of states: P(symbols), the expected counts given the symbols, and
 * the most likely sequence of states (of several, the first).
 */
export function byEnumeration(hmm: Hmm, symbols: Int32Array) {
  const { states: N } = hmm;
  const counts = emptyHmm(N, hmm.symbols);
  let likelihood = 0;
  let best = { p: -1, path: [] as number[] };
  for (let code = 0; code < N ** symbols.length; code++) {
    const path = Array.from(symbols, (_, t) => Math.floor(code / N ** (symbols.length - 1 - t)) % N);
    const p = path.reduce((product, j, t) => product * probabilityOfStep(hmm, path[t - 1], j, symbols[t]), 1);
    likelihood += p;
    if (p > best.p * (1 + 1e-12)) best = { p, path };
    addPath(counts, path, symbols, p);
  }
  for (const values of [counts.initial, counts.transitions, counts.emissions])
    for (let i = 0; i < values.length; i++) values[i] /= likelihood;
  return { likelihood, counts, bestPath: best.path };
}

function probabilityOfStep(hmm: Hmm, before: number | undefined, j: number, symbol: number): number {
  const { states: N, initial, transitions, emissions } = hmm;
  return (before === undefined ? initial[j] : transitions[before * N + j]) * emissions[symbol * N + j];
}

function addPath(
  { states: N, ...counts }: Hmm,
  path: readonly number[],
  symbols: Int32Array,
  p: number,
): void {
  counts.initial[path[0]] += p;
  path.forEach((j, t) => {
    counts.emissions[symbols[t] * N + j] += p;
    if (t > 0) counts.transitions[path[t - 1] * N + j] += p;
  });
}
