import * as vscode from 'vscode';
import { UserError } from '../../../protocol/userError';
import { nameOf } from '../../uris';

/** What the person means by "this text": the selections in the order of the text, else the whole document. */
export interface SelectedRanges {
  readonly document: vscode.TextDocument;
  readonly ranges: readonly vscode.Range[];
  /** The document's own. */
  readonly name: string;
}

/** Throws a UserError where no editor is open. */
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

function wholeOf(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
}
