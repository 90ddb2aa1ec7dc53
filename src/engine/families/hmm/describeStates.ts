import { allParts, type InParts, Pauses } from '../../core/pauses';
import type { HiddenStateSymbol } from '../../model/hiddenStates';
import type { Hmm } from './hmm';

/** What a reader wants to know about a state. */
export interface StateDescription {
  /** The expected share of steps in this state over a long text. */
  readonly share: number;
  /** The expected number of steps before the state is left. */
  readonly duration: number;
  /** The ids of its most likely symbols, most likely first, and their probabilities. */
  readonly symbols: readonly HiddenStateSymbol[];
}

/** Number of steps after which the share of each state hardly changes. */
const STEPS = 10_000;

/** Describes every state with its `most` most likely symbols. */
export function describeStates(hmm: Hmm, most: number): StateDescription[] {
  const { states: N, transitions } = hmm;
  const shares = allParts(stationary(hmm));
  return Array.from({ length: N }, (_, j) => ({
    share: shares[j],
    duration: 1 / (1 - transitions[j * N + j]),
    symbols: likelySymbols(hmm, j, most),
  }));
}

/** Returns the `most` most likely symbols of a state, most likely first. */
export function likelySymbols(
  { states: N, symbols, emissions }: Hmm,
  state: number,
  most: number,
): HiddenStateSymbol[] {
  const column = new Float64Array(symbols);
  for (let id = 0; id < symbols; id++) column[id] = emissions[id * N + state];
  const least = column.slice().sort()[Math.max(0, symbols - most)];
  const found: HiddenStateSymbol[] = [];
  for (let id = 0; id < symbols; id++) if (column[id] >= least) found.push({ id, p: column[id] });
  return found.sort((a, b) => b.p - a.p || a.id - b.id).slice(0, most);
}

/**
 * Returns the stationary distribution of the states, [N], by repeated steps. Each step is averaged with its
 * start, so that states that alternate converge, too.
 */
export function* stationary({ states: N, initial, transitions }: Hmm): InParts<Float64Array> {
  const pauses = new Pauses();
  let shares: Float64Array = initial;
  for (let step = 0; step < STEPS; step++) {
    const next = shares.map(p => p / 2);
    for (let i = 0; i < N; i++)
      for (let j = 0; j < N; j++) next[j] += (shares[i] * transitions[i * N + j]) / 2;
    const isSettled = next.every((p, j) => Math.abs(p - shares[j]) < 1e-15);
    shares = next;
    if (isSettled) break;
    if (pauses.isDue(N * N)) yield;
  }
  return shares;
}
