import { log } from '../../core/math';
import { type InParts, Pauses } from '../../core/pauses';
import type { Hmm } from './hmm';

/** ln of the probabilities of a model. -Infinity for 0. */
export type HmmLogarithms = Pick<Hmm, 'initial' | 'transitions' | 'emissions'>;

export function logarithmsOf({ initial, transitions, emissions }: Hmm): HmmLogarithms {
  return { initial: initial.map(log), transitions: transitions.map(log), emissions: emissions.map(log) };
}

/**
 * Returns the most likely sequence of states for the symbols, [T] (Viterbi 1967). Of equally likely states,
 * the one with the lowest number is taken. Needs 2 T N bytes of memory.
 */
export function* viterbi(
  { states: N }: Hmm,
  { initial, transitions, emissions }: HmmLogarithms,
  ids: Int32Array,
): InParts<Int32Array> {
  const pauses = new Pauses();
  const best = new Uint16Array(ids.length * N); // the state before each state on the best path to it
  let scores = initial.map((p, j) => p + (ids.length > 0 ? emissions[ids[0] * N + j] : 0));
  for (let t = 1; t < ids.length; t++) {
    const next = new Float64Array(N).fill(Number.NEGATIVE_INFINITY);
    const from = best.subarray(t * N, (t + 1) * N);
    for (let i = 0; i < N; i++) {
      for (let j = 0; j < N; j++) {
        const score = scores[i] + transitions[i * N + j];
        if (score > next[j]) {
          next[j] = score;
          from[j] = i;
        }
      }
    }
    for (let j = 0; j < N; j++) next[j] += emissions[ids[t] * N + j];
    scores = next;
    if (pauses.isDue(N * N)) yield;
  }
  const path = new Int32Array(ids.length);
  if (ids.length === 0) return path;
  path[ids.length - 1] = scores.indexOf(scores.reduce((a, b) => Math.max(a, b)));
  for (let t = ids.length - 1; t > 0; t--) path[t - 1] = best[t * N + path[t]];
  return path;
}
