import { uniform } from '../core/random';
import type { Corpus } from './corpus';
import type { IdSource } from './storedIds';

/** The position of a training step in the text. */
export interface BatchPosition {
  /**
   * Whether the hidden states must be reset before this step: at the start of a pass, where all streams start
   * again at their beginnings, because a reset is due (see `StateResets`), or because the window is at a random
   * place.
   */
  readonly fresh: boolean;
  /** Number of passes over the text so far. The current pass counts as a fraction. */
  readonly epoch: number;
}

/** The arrays to fill with the tokens of a window, and the size of the window. */
export interface BatchWindow {
  readonly B: number;
  readonly T: number;
  readonly inputs: Int32Array; // [(before + T) * B], time-major
  readonly targets: Int32Array; // [T * B], the token after each of the last T inputs
}

/**
 * Fills in the window of step `step`: T tokens of each of B streams, which are contiguous parts of the text.
 * Each target is the token after its input. Returns the position of the window in the text.
 *
 * The result depends only on the arguments, so a resumed run needs only the step. Rows are time-major: step t
 * of stream b is row t * B + b. If there are more inputs than targets, the extra inputs are the tokens before
 * the window, for backpropagation across its start.
 *
 * As in min-char-rnn, a pass ends when fewer than T + 2 tokens are left in a stream. These tokens are not
 * used.
 */
export function batchAt(corpus: Corpus, step: number, window: BatchWindow): BatchPosition {
  const { B, T, inputs } = window;
  const { ids } = corpus;
  const stream = Math.floor(ids.length / B);
  const before = inputs.length / B - T;
  const windows = windowsPerPass(ids.length - B * before, B, T);
  const place = step % windows;
  fillWindow(ids, window, b => b * stream + place * T);
  return { fresh: place === 0, epoch: step / windows };
}

/**
 * Fills in the window of step `step` with B parts of the text that begin at random places, as in nanoGPT. All places
 * have the same probability. The hidden states must be reset before every such window.
 */
export function fillRandomWindow({ ids }: Corpus, seed: number, step: number, window: BatchWindow): void {
  const { B, inputs } = window;
  const places = ids.length - inputs.length / B; // the target after the last input is in the text, too
  fillWindow(ids, window, b => Math.floor(uniform(seed, 'window', step, b) * places));
}

/** Fills in a window. `startOf` returns the index of the first input of a stream. */
function fillWindow(
  ids: IdSource,
  { B, T, inputs, targets }: BatchWindow,
  startOf: (b: number) => number,
): void {
  const before = inputs.length / B - T;
  for (let b = 0; b < B; b++) {
    const from = startOf(b);
    const read = ids.subarray(from, from + before + T + 1);
    for (let t = 0; t < before + T; t++) {
      inputs[t * B + b] = read[t];
      if (t >= before) targets[(t - before) * B + b] = read[t + 1];
    }
  }
}

/**
 * Returns the number of windows per pass. As in min-char-rnn, a new pass starts when position + T + 1 >=
 * length of a stream.
 */
export function windowsPerPass(tokens: number, B: number, T: number): number {
  const stream = Math.floor(tokens / B);
  return Math.max(1, Math.ceil((stream - T - 1) / T));
}
