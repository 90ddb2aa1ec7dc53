import * as vscode from 'vscode';

/** Lines above and below what is to be seen that are painted as well, so that a small scroll finds them done. */
const MARGIN = 25;
/** Characters that are painted at most; only lines that are no text are so long. */
const LONGEST = 32_768;
/** Characters in steps of which a reading begins, so that scrolling goes on with one that is there. */
const STEP = 4096;

/** A stretch of a document that is painted in one go, UTF-16 units. */
export interface Window {
  readonly start: number;
  readonly end: number;
  /** Where the reading begins that primes the model: 4,096 to 8,192 characters earlier, at a line's start if one is near. */
  readonly origin: number;
}

/** What an editor shows, and a little more. Undefined where it shows nothing. */
export function windowOf({ document, visibleRanges }: vscode.TextEditor): Window | undefined {
  const first = visibleRanges.at(0)?.start;
  const last = visibleRanges.at(-1)?.end;
  if (!first || !last) return undefined;
  const above = new vscode.Position(Math.max(0, first.line - MARGIN), 0);
  const below = document.validatePosition(new vscode.Position(last.line + MARGIN, Number.MAX_SAFE_INTEGER));
  const shown = document.offsetAt(first);
  const start = Math.max(document.offsetAt(above), shown - LONGEST / 4);
  const end = Math.min(document.offsetAt(below), Math.max(start, shown) + LONGEST);
  return { start, end, origin: originOf(document, start) };
}

export const contains = (outer: Window, start: number, end: number) =>
  outer.start <= start && end <= outer.end;

/** A whole number of steps before `start`, drawn back to the start of its line. */
function originOf(document: vscode.TextDocument, start: number): number {
  const step = Math.max(0, (Math.floor(start / STEP) - 1) * STEP);
  const line = document.offsetAt(document.positionAt(step).with({ character: 0 }));
  return step - line <= STEP ? line : step;
}
