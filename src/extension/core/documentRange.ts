import type * as vscode from 'vscode';

/**
 * A range [start, end) of a document, in UTF-16 units. Reading starts at `origin`, so that the model has
 * context before `start`.
 */
export interface DocumentRange {
  readonly origin: number;
  readonly start: number;
  readonly end: number;
}

/**
 * `originBefore` rounds offsets down to multiples of this number of UTF-16 units. Requests for nearby offsets
 * then start at the same place, so that the worker can reuse what it has already read.
 */
const STEP = 4096;

/**
 * Returns the offset at which to start reading, so that the model has context before `offset`. Let `step` be
 * the multiple of `STEP` that is 4,096 to 8,192 UTF-16 units before `offset`, or 0 near the start of the
 * document. Reading starts at the start of the line that contains `step` or, if this line starts more than
 * 4,096 units before `step`, at `step` itself. These limits keep reading fast in documents of any size.
 */
export function originBefore(document: vscode.TextDocument, offset: number): number {
  const step = Math.max(0, (Math.floor(offset / STEP) - 1) * STEP);
  const line = document.offsetAt(document.positionAt(step).with({ character: 0 }));
  return step - line <= STEP ? line : step;
}
