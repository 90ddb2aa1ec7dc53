import type * as vscode from 'vscode';
import type { TextRange } from '../../protocol/textRange';
import { readContext } from '../settings';
import type { DocumentRange } from './documentRange';

/**
 * Returns the text range for a range of a document. The model reads the context before the range that the
 * setting `elman.reading.context` selects.
 */
export function textRangeOf(document: vscode.TextDocument, range: vscode.Range): TextRange {
  const uri = document.uri.toString();
  const context = readContext(document.uri);
  return { uri, start: document.offsetAt(range.start), end: document.offsetAt(range.end), context };
}

/**
 * Returns the text range for a range of offsets. The model reads the text from `origin` up to the range as
 * context.
 */
export function textRangeOfOffsets(
  document: vscode.TextDocument,
  { origin, start, end }: DocumentRange,
): TextRange {
  return { uri: document.uri.toString(), start, end, context: 'none', origin };
}
