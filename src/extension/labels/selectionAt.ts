import * as vscode from 'vscode';

/** Returns the selection of a visible editor that contains a position. Undefined if it is empty. */
export function selectionAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.Selection | undefined {
  return vscode.window.visibleTextEditors
    .filter(editor => editor.document === document)
    .flatMap(editor => editor.selections)
    .find(selection => !selection.isEmpty && selection.contains(position));
}
