import * as vscode from 'vscode';
import { UserError } from '../../../protocol/userError';
import { nameOf } from '../../uris';

/**
 * The ranges to which a command applies: the selections in text order, or the whole document if nothing is
 * selected.
 */
export interface SelectedRanges {
  readonly document: vscode.TextDocument;
  readonly ranges: readonly vscode.Range[];
  /** The name of the document. */
  readonly name: string;
}

/**
 * Returns the selections of the active editor, or its whole document if nothing is selected. Throws a
 * UserError if no editor is open.
 */
export function selectedRanges(): SelectedRanges {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new UserError('No editor is open. Open a text, select a part of it, and score again.');
  const { document, selections } = editor;
  const selected = selections
    .filter(selection => !selection.isEmpty)
    .sort((a, b) => a.start.compareTo(b.start));
  const ranges = selected.length > 0 ? selected : [wholeOf(document)];
  return { document, ranges, name: nameOf(document.uri) };
}

/** Returns the range of the whole document. */
export function wholeOf(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
}
