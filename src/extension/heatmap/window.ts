import * as vscode from 'vscode';
import { type DocumentRange, originBefore } from '../core/documentRange';

/** Lines above and below what is to be seen that are painted as well, so that a small scroll finds them done. */
const MARGIN = 25;
const NEAR = 12;
/** Characters that are painted at most; only lines that are no text are so long. */
const LONGEST = 32_768;

/** What an editor shows, and a little more. Undefined where it shows nothing. */
export function windowOf(editor: vscode.TextEditor): DocumentRange | undefined {
  const { document, visibleRanges } = editor;
  const first = visibleRanges.at(0)?.start;
  const last = visibleRanges.at(-1)?.end;
  if (!first || !last) return undefined;
  const above = new vscode.Position(Math.max(0, first.line - MARGIN), 0);
  const below = document.validatePosition(new vscode.Position(last.line + MARGIN, Number.MAX_SAFE_INTEGER));
  const start = Math.max(document.offsetAt(above), document.offsetAt(first) - LONGEST / 4);
  const end = Math.min(document.offsetAt(below), start + LONGEST);
  return { origin: originBefore(document, start), start, end };
}

/** Whether the window holds all that an editor shows, and half the margin around it: beyond, it is time to read on. */
export function covers(window: DocumentRange, { document, visibleRanges }: vscode.TextEditor): boolean {
  return visibleRanges.every(({ start, end }) => {
    const from = document.offsetAt(new vscode.Position(Math.max(0, start.line - NEAR), 0));
    const below = new vscode.Position(end.line + NEAR, Number.MAX_SAFE_INTEGER);
    const to = document.offsetAt(document.validatePosition(below));
    const isLong = to - from > LONGEST / 2;
    return isLong || (window.start <= from && to <= window.end);
  });
}

/** Whether anything that an editor shows is in the window. */
export function touches(window: DocumentRange, { document, visibleRanges }: vscode.TextEditor): boolean {
  return visibleRanges.some(
    ({ start, end }) => document.offsetAt(start) < window.end && window.start < document.offsetAt(end),
  );
}
