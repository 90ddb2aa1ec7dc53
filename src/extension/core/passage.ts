import type * as vscode from 'vscode';
import type { TextRange } from '../../protocol/textRange';
import { readContext } from '../settings';
import type { DocumentRange } from './documentRange';

/**
 * Returns the passage of a range. Before it, the model reads the context that `elman.reading.context` sets.
 */
export function passageOf(document: vscode.TextDocument, range: vscode.Range): TextRange {
  const uri = document.uri.toString();
  const context = readContext(document.uri);
  return { uri, start: document.offsetAt(range.start), end: document.offsetAt(range.end), context };
}

/** Returns the passage of a range. The model reads from `origin` on. */
export function passageOfOffsets(
  document: vscode.TextDocument,
  { origin, start, end }: DocumentRange,
): TextRange {
  return { uri: document.uri.toString(), start, end, context: 'none', origin };
}
