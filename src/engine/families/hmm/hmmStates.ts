import type { HiddenStates } from '../../model/hiddenStates';
import { likelySymbols, stationary } from './describeStates';
import { advance, observe } from './forward';
import type { Hmm } from './hmm';
import { sequencesOf } from './trainHmm';
import { viterbi } from './viterbi';

/** Returns the states of a model. `lineEnd`: the id of the symbol after which a new sequence begins, if there is one. */
export function hmmStates(hmm: Hmm, lineEnd = -1): HiddenStates {
  const bySequence = <A extends Int32Array | Float64Array>(
    ids: Int32Array,
    found: A,
    of: (sequence: Int32Array, from: number) => ArrayLike<number>,
  ): A => {
    let from = 0;
    for (const sequence of sequencesOf(ids, lineEnd)) {
      found.set(of(sequence, from), from);
      from += sequence.length;
    }
    return found;
  };
  return {
    count: hmm.states,
    transitions: hmm.transitions,
    path: ids => bySequence(ids, new Int32Array(ids.length), sequence => viterbi(hmm, sequence)),
    probabilities: (ids, path) =>
      bySequence(ids, new Float64Array(ids.length), (sequence, from) =>
        smoothed(hmm, sequence, path.subarray(from, from + sequence.length)),
      ),
    symbols: (state, most) => likelySymbols(hmm, state, most),
    shares: () => stationary(hmm),
  };
}

/** Returns P(path[t] | all ids) for each t, [T], by the forward-backward algorithm (Rabiner 1989). Needs 8 T N bytes. */
function smoothed(hmm: Hmm, ids: Int32Array, path: Int32Array): Float64Array {
  const { states: N, transitions, emissions } = hmm;
  const T = ids.length;
  const alphas = new Float64Array(T * N); // P(state | ids so far), [T, N]
  alphas.set(hmm.initial);
  const scales = new Float64Array(T);
  for (let t = 0; t < T; t++) {
    scales[t] = observe(hmm, alphas, t * N, ids[t]);
    if (t + 1 < T) advance(hmm, alphas, t * N, alphas, (t + 1) * N);
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
  }
  return found;
}
