import type * as vscode from 'vscode';
import type { TextRange } from '../../protocol/textRange';
import { readContext, readFilter } from '../settings';
import type { DocumentRange } from './documentRange';

/**
 * Returns the text range for a range of a document. The model reads the context before the range that the
 * setting `elman.reading.context` selects, without the markup that `elman.reading.filter` selects.
 */
export function textRangeOf(document: vscode.TextDocument, range: vscode.Range): TextRange {
  const uri = document.uri.toString();
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return { uri, start, end, context: readContext(document.uri), filter: readFilter() };
}

/**
 * Returns the text range for a range of offsets. The model reads the text from `origin` up to the range as
 * context, without the markup that `elman.reading.filter` selects.
 */
export function textRangeOfOffsets(
  document: vscode.TextDocument,
  { origin, start, end }: DocumentRange,
): TextRange {
  return { uri: document.uri.toString(), start, end, context: 'none', origin, filter: readFilter() };
}
