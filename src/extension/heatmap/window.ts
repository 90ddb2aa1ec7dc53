import * as vscode from 'vscode';
import { originBefore, type Stretch } from '../reading/stretch';

/** Lines above and below what is to be seen that are painted as well, so that a small scroll finds them done. */
const MARGIN = 25;
/** Characters that are painted at most; only lines that are no text are so long. */
const LONGEST = 32_768;

/** What an editor shows, and a little more. Undefined where it shows nothing. */
export function windowOf(editor: vscode.TextEditor): Stretch | undefined {
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

/** Whether an editor shows nothing that is not in the window. */
export function covers(window: Stretch, { document, visibleRanges }: vscode.TextEditor): boolean {
  return visibleRanges.every(({ start, end }) => {
    const isLong = document.offsetAt(end) - document.offsetAt(start) > LONGEST / 2;
    return isLong || (window.start <= document.offsetAt(start) && document.offsetAt(end) <= window.end);
  });
}
