import type * as vscode from 'vscode';

/** A part of a document, UTF-16 units, and where the reading begins that primes the model for it. */
export interface DocumentRange {
  readonly origin: number;
  readonly start: number;
  readonly end: number;
}

/** Readings begin at multiples of so many characters, so that the next one goes on with one that is there. */
const STEP = 4096;

/**
 * Where to begin reading for what comes after `offset`: 4,096 to 8,192 characters earlier, and at a line's start if one
 * is as near again. No document is so large that it takes longer than a blink.
 */
export function originBefore(document: vscode.TextDocument, offset: number): number {
  const step = Math.max(0, (Math.floor(offset / STEP) - 1) * STEP);
  const line = document.offsetAt(document.positionAt(step).with({ character: 0 }));
  return step - line <= STEP ? line : step;
}
