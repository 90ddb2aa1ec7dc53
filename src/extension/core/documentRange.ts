import type * as vscode from 'vscode';

/**
 * A range of a document, in UTF-16 units. Reading starts at `origin`, to give the model context before
 * `start`.
 */
export interface DocumentRange {
  readonly origin: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Origins are rounded to multiples of this number of characters, so that successive requests can reuse one
 * reading.
 */
const STEP = 4096;

/**
 * Returns the offset at which to start reading so that the model has context before `offset`: 4,096 to 8,192
 * characters earlier, or at the start of that line if it is at most 4,096 characters further back. The limit
 * keeps reading fast in documents of any size.
 */
export function originBefore(document: vscode.TextDocument, offset: number): number {
  const step = Math.max(0, (Math.floor(offset / STEP) - 1) * STEP);
  const line = document.offsetAt(document.positionAt(step).with({ character: 0 }));
  return step - line <= STEP ? line : step;
}
