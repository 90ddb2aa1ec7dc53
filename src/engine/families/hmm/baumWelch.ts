import { addExpectedCounts } from './expectedCounts';
import { emptyHmm, type Hmm, normaliseColumns, normaliseRows } from './hmm';

/**
 * The lowest probability of an emission. Without it, a symbol that a state never emitted would have the
 * probability 0 forever, and a text with it in that place would be impossible.
 */
export const EMISSION_FLOOR = 1e-12;

export interface Reestimation {
  readonly hmm: Hmm;
  /** ln P(sequences) under the parameters before this iteration. It never falls from one iteration to the next. */
  readonly logLikelihood: number;
  /** Number of emissions that were raised to `EMISSION_FLOOR`. */
  readonly floored: number;
}

/**
 * One iteration of EM (Baum & Welch) over all sequences. The new parameters are the expected counts, divided
 * by their sums. A state that is never expected keeps its parameters.
 */
export function reestimate(hmm: Hmm, sequences: Iterable<Int32Array>): Reestimation {
  const { states: N, symbols } = hmm;
  const counts = emptyHmm(N, symbols);
  let logLikelihood = 0;
  for (const ids of sequences) logLikelihood += addExpectedCounts(hmm, ids, counts);
  keepUnused(counts.transitions, hmm.transitions, i => Math.floor(i / N));
  keepUnused(counts.emissions, hmm.emissions, i => i % N);
  normaliseRows(counts.initial, 1, N);
  normaliseRows(counts.transitions, N, N);
  normaliseColumns(counts.emissions, N);
  return { hmm: counts, logLikelihood, floored: raise(counts.emissions, N) };
}

/** Replaces the counts of each distribution without any count by its former probabilities. */
function keepUnused(counts: Float64Array, former: Float64Array, rowOf: (i: number) => number): void {
  const used = new Set<number>();
  for (let i = 0; i < counts.length; i++) if (counts[i] > 0) used.add(rowOf(i));
  for (let i = 0; i < counts.length; i++) if (!used.has(rowOf(i))) counts[i] = former[i];
}

/** Raises emissions below the floor to it and normalises again. Returns how many were raised. */
function raise(emissions: Float64Array, states: number): number {
  let raised = 0;
  for (let i = 0; i < emissions.length; i++) {
    if (emissions[i] >= EMISSION_FLOOR) continue;
    emissions[i] = EMISSION_FLOOR;
    raised++;
  }
  if (raised > 0) normaliseColumns(emissions, states);
  return raised;
}
