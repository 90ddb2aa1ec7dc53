import { log } from '../../core/math';
import { advance, observe } from './forward';
import type { Hmm } from './hmm';

/** Number of steps whose forward probabilities are in memory at a time. */
const BLOCK = 1024;

/**
 * Adds to `counts` how often each initial state, transition and emission is expected to occur in a sequence,
 * given all of its symbols. The forward-backward algorithm with scaling (Rabiner 1989, section V.A): alpha_t
 * is divided by c_t = P(o_t | o_0 .. o_t-1), and beta_t by c_t+1. Returns ln P(sequence), the sum of ln c_t.
 *
 * Only the alpha of every 1024th step is kept; the others are computed again for the backward pass.
 */
export function addExpectedCounts(hmm: Hmm, ids: Int32Array, counts: Hmm): number {
  if (ids.length === 0) return 0;
  const { states: N } = hmm;
  const blocks = Math.ceil(ids.length / BLOCK);
  const before = new Float64Array(blocks * N); // P(state at the first step of a block | all symbols before)
  before.set(hmm.initial);
  const forward = new ForwardBlock(hmm);
  const blockOf = (b: number) => ids.subarray(b * BLOCK, (b + 1) * BLOCK);
  let logLikelihood = 0;
  for (let b = 0; b < blocks; b++) {
    logLikelihood += forward.compute(before.subarray(b * N, (b + 1) * N), blockOf(b));
    if (b + 1 < blocks) advance(hmm, forward.alphas, (BLOCK - 1) * N, before, (b + 1) * N);
  }
  const backward = new BackwardPass(hmm, counts);
  for (let b = blocks - 1; b >= 0; b--) {
    // The forward probabilities of the last block are still in memory.
    if (b < blocks - 1) forward.compute(before.subarray(b * N, (b + 1) * N), blockOf(b));
    backward.read(forward, blockOf(b));
  }
  backward.end(forward);
  return logLikelihood;
}

/** The forward pass over one block of steps. */
class ForwardBlock {
  /** P(state | symbols so far) after each step, [BLOCK, N]. */
  readonly alphas: Float64Array;
  /** c_t = P(symbol | symbols before) of each step, [BLOCK]. */
  readonly scales = new Float64Array(BLOCK);

  constructor(private readonly hmm: Hmm) {
    this.alphas = new Float64Array(BLOCK * hmm.states);
  }

  /** `before`: P(state at the first step), [N]. Returns the sum of ln c_t. */
  compute(before: Float64Array, ids: Int32Array): number {
    const { hmm, alphas, scales } = this;
    const { states: N } = hmm;
    alphas.set(before);
    let sum = 0;
    for (let t = 0; t < ids.length; t++) {
      scales[t] = observe(hmm, alphas, t * N, ids[t]);
      sum += log(scales[t]);
      if (t + 1 < ids.length) advance(hmm, alphas, t * N, alphas, (t + 1) * N);
    }
    return sum;
  }
}

/** The backward pass. Reads the blocks of a sequence from the last one to the first. */
class BackwardPass {
  private readonly beta: Float64Array; // [N], scaled
  private readonly weights: Float64Array; // [N], B_j(o_t+1) beta_t+1(j) / c_t+1; 0 after the last step
  private readonly pairs: Float64Array; // [N, N], sum of alpha_t(i) weights(j), without the factor A_ij
  private isLast = true;

  constructor(
    private readonly hmm: Hmm,
    private readonly counts: Hmm,
  ) {
    const { states: N } = hmm;
    this.beta = new Float64Array(N).fill(1);
    this.weights = new Float64Array(N);
    this.pairs = new Float64Array(N * N);
  }

  read({ alphas, scales }: ForwardBlock, ids: Int32Array): void {
    const { beta, weights, hmm, counts } = this;
    const { states: N, emissions } = hmm;
    for (let t = ids.length - 1; t >= 0; t--) {
      if (!this.isLast) this.stepBack(alphas, t * N);
      this.isLast = false;
      const row = ids[t] * N;
      for (let j = 0; j < N; j++) {
        counts.emissions[row + j] += alphas[t * N + j] * beta[j];
        weights[j] = (emissions[row + j] * beta[j]) / scales[t];
      }
    }
  }

  /** Computes beta_t from the weights of step t + 1. The alpha of step t begins at `at`. */
  private stepBack(alphas: Float64Array, at: number): void {
    const { beta, weights, pairs, hmm } = this;
    const { states: N, transitions } = hmm;
    for (let i = 0; i < N; i++) {
      const alpha = alphas[at + i];
      let sum = 0;
      for (let j = 0; j < N; j++) {
        pairs[i * N + j] += alpha * weights[j];
        sum += transitions[i * N + j] * weights[j];
      }
      beta[i] = sum;
    }
  }

  /** Adds the counts of the first step and of all transitions. `first` begins with the first step of the sequence. */
  end(first: ForwardBlock): void {
    const { beta, pairs, hmm, counts } = this;
    for (let i = 0; i < hmm.states; i++) counts.initial[i] += first.alphas[i] * beta[i];
    for (let i = 0; i < pairs.length; i++) counts.transitions[i] += pairs[i] * hmm.transitions[i];
  }
}
