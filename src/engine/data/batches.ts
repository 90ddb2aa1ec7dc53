import type { Corpus } from './corpus';

/** Where a training step stands in the text. */
export interface BatchPosition {
  /** The streams start over: their state must be reset. */
  readonly fresh: boolean;
  /** Completed passes over the text, with a fraction. */
  readonly epoch: number;
}

/**
 * The windows of step `step`: B contiguous streams side by side, T tokens of each, the targets one token
 * later. A pure function, so resuming needs only the step. Rows are time-major: [t * B + b]. Where there are more
 * inputs than targets, the others come before: what the last window read, to send errors back through.
 *
 * As in min-char-rnn, a pass ends when fewer than T + 2 tokens are left in a stream; that tail is not used.
 */
export function batchAt(
  corpus: Corpus,
  step: number,
  B: number,
  T: number,
  inputs: Int32Array, // [(before + T) * B]
  targets: Int32Array, // [T * B]
): BatchPosition {
  const { ids } = corpus;
  const stream = Math.floor(ids.length / B);
  const before = inputs.length / B - T;
  const windows = windowsPerPass(ids.length - B * before, B, T);
  const window = step % windows;
  for (let b = 0; b < B; b++) {
    const from = b * stream + window * T;
    for (let t = 0; t < before + T; t++) {
      inputs[t * B + b] = ids[from + t];
      if (t >= before) targets[(t - before) * B + b] = ids[from + t + 1];
    }
  }
  return { fresh: window === 0, epoch: step / windows };
}

/** min-char-rnn starts over as soon as position + T + 1 >= length. */
export function windowsPerPass(tokens: number, B: number, T: number): number {
  const stream = Math.floor(tokens / B);
  return Math.max(1, Math.ceil((stream - T - 1) / T));
}
