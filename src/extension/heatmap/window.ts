import * as vscode from 'vscode';
import { type DocumentRange, originBefore } from '../core/documentRange';

/**
 * MARGIN: number of lines above and below the visible lines that are coloured too, so that colours are ready
 * after a small scroll. NEAR: if fewer coloured lines than this are left on one side, the next window is
 * read.
 */
const MARGIN = 25;
const NEAR = 12;
/**
 * Maximum number of UTF-16 units to colour at once. Only files with very long lines, which are not prose,
 * exceed it.
 */
const LONGEST = 32_768;

/**
 * Returns the range to colour: the visible lines of an editor and `MARGIN` lines around them, but at most
 * `LONGEST` UTF-16 units. Undefined if no line is visible.
 */
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

/**
 * Returns whether the window contains the visible lines and `NEAR` lines around them. If it does not, the
 * next window must be read. Also returns true if these lines are longer than half of `LONGEST`, because the
 * next window might not contain them either.
 */
export function covers(window: DocumentRange, { document, visibleRanges }: vscode.TextEditor): boolean {
  return visibleRanges.every(({ start, end }) => {
    const from = document.offsetAt(new vscode.Position(Math.max(0, start.line - NEAR), 0));
    const below = new vscode.Position(end.line + NEAR, Number.MAX_SAFE_INTEGER);
    const to = document.offsetAt(document.validatePosition(below));
    const isLong = to - from > LONGEST / 2;
    return isLong || (window.start <= from && to <= window.end);
  });
}

/** Returns whether any visible part of an editor is in the window. */
export function touches(window: DocumentRange, { document, visibleRanges }: vscode.TextEditor): boolean {
  return visibleRanges.some(
    ({ start, end }) => document.offsetAt(start) < window.end && window.start < document.offsetAt(end),
  );
}
