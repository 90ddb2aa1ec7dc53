import type { IdSource } from './storedIds';

/** A window of T predicted tokens of each of B streams. The token before and the token after them are context. */
interface ClozeWindow {
  readonly B: number;
  readonly T: number;
  readonly tokens: Int32Array; // [(T + 2) * B], time-major
  readonly targets: Int32Array; // [T * B], the tokens without the first and the last one
}

/** Returns the number of windows per pass. The last tokens of a stream that fill no window are not used. */
export function clozeWindowsPerPass(tokens: number, B: number, T: number): number {
  return Math.max(1, Math.floor((Math.floor(tokens / B) - 2) / T));
}

/**
 * Fills in the window of update `step`: consecutive tokens of B streams, which are contiguous parts of the text. The
 * result depends only on the arguments, so a resumed run needs only the step. Returns the number of passes so far.
 */
export function clozeBatchAt(ids: IdSource, step: number, { B, T, tokens, targets }: ClozeWindow): number {
  const stream = Math.floor(ids.length / B);
  const windows = clozeWindowsPerPass(ids.length, B, T);
  for (let b = 0; b < B; b++) {
    const from = b * stream + (step % windows) * T;
    const read = ids.subarray(from, from + T + 2);
    for (let t = 0; t < T + 2; t++) tokens[t * B + b] = read[t];
    for (let t = 0; t < T; t++) targets[t * B + b] = read[t + 1];
  }
  return step / windows;
}
