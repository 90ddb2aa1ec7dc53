import { type InParts, Pauses } from '../../core/pauses';
import type { HiddenStates } from '../../model/hiddenStates';
import { likelySymbols, stationary } from './describeStates';
import { advance, observe } from './forward';
import type { Hmm } from './hmm';
import { sequencesOf } from './trainHmm';
import { type HmmLogarithms, logarithmsOf, viterbi } from './viterbi';

/**
 * Returns the states of a model. Computes the logarithms and the shares once. `lineEnd`: the id of the symbol after
 * which a new sequence begins, if there is one.
 */
export function hmmStates(hmm: Hmm, lineEnd = -1): HiddenStates {
  let logarithms: HmmLogarithms | undefined;
  let shares: Float64Array | undefined;
  return {
    count: hmm.states,
    transitions: hmm.transitions,
    *path(ids) {
      logarithms ??= logarithmsOf(hmm);
      const found = new Int32Array(ids.length);
      for (const { from, sequence } of placedSequences(ids, lineEnd))
        found.set(yield* viterbi(hmm, logarithms, sequence), from);
      return found;
    },
    *probabilities(ids, path) {
      const found = new Float64Array(ids.length);
      for (const { from, sequence } of placedSequences(ids, lineEnd))
        found.set(yield* smoothed(hmm, sequence, path.subarray(from, from + sequence.length)), from);
      return found;
    },
    symbols: (state, most) => likelySymbols(hmm, state, most),
    *shares() {
      shares ??= yield* stationary(hmm);
      return shares;
    },
  };
}

function* placedSequences(ids: Int32Array, lineEnd: number) {
  let from = 0;
  for (const sequence of sequencesOf(ids, lineEnd)) {
    yield { from, sequence };
    from += sequence.length;
  }
}

/** Returns P(path[t] | all ids) for each t, [T], by the forward-backward algorithm (Rabiner 1989). Needs 8 T N bytes. */
function* smoothed(hmm: Hmm, ids: Int32Array, path: Int32Array): InParts<Float64Array> {
  const pauses = new Pauses();
  const { states: N, transitions, emissions } = hmm;
  const T = ids.length;
  const alphas = new Float64Array(T * N); // P(state | ids so far), [T, N]
  alphas.set(hmm.initial);
  const scales = new Float64Array(T);
  for (let t = 0; t < T; t++) {
    scales[t] = observe(hmm, alphas, t * N, ids[t]);
    if (t + 1 < T) advance(hmm, alphas, t * N, alphas, (t + 1) * N);
    if (pauses.isDue(N * N)) yield;
  }
  const found = new Float64Array(T);
  let beta = new Float64Array(N).fill(1); // P(later ids | state), scaled
  for (let t = T - 1; t >= 0; t--) {
    found[t] = alphas[t * N + path[t]] * beta[path[t]];
    // An id without probability says nothing about the state.
    const weights = beta.map((b, j) => (scales[t] > 0 ? (emissions[ids[t] * N + j] * b) / scales[t] : b));
    beta = beta.map((_, i) => {
      let sum = 0;
      for (let j = 0; j < N; j++) sum += transitions[i * N + j] * weights[j];
      return sum;
    });
    if (pauses.isDue(N * N)) yield;
  }
  return found;
}
