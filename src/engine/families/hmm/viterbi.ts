import { log } from '../../core/math';
import type { Hmm } from './hmm';

/**
 * Returns the most likely sequence of states for the symbols, [T] (Viterbi 1967). Of equally likely states,
 * the one with the lowest number is taken. Needs 2 T N bytes of memory.
 */
export function viterbi(hmm: Hmm, ids: Int32Array): Int32Array {
  const { states: N } = hmm;
  const transitions = hmm.transitions.map(log);
  const emissions = hmm.emissions.map(log);
  const best = new Uint16Array(ids.length * N); // the state before each state on the best path to it
  let scores = hmm.initial.map((p, j) => log(p) + (ids.length > 0 ? emissions[ids[0] * N + j] : 0));
  for (let t = 1; t < ids.length; t++) {
    const next = new Float64Array(N);
    for (let j = 0; j < N; j++) {
      let from = 0;
      for (let i = 1; i < N; i++)
        if (scores[i] + transitions[i * N + j] > scores[from] + transitions[from * N + j]) from = i;
      best[t * N + j] = from;
      next[j] = scores[from] + transitions[from * N + j] + emissions[ids[t] * N + j];
    }
    scores = next;
  }
  const path = new Int32Array(ids.length);
  if (ids.length === 0) return path;
  path[ids.length - 1] = scores.indexOf(Math.max(...scores));
  for (let t = ids.length - 1; t > 0; t--) path[t - 1] = best[t * N + path[t]];
  return path;
}
