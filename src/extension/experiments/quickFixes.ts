import * as vscode from 'vscode';
import { type Checks, rangeOf } from './checks';

/**
 * Offers corrections for the error in an experiment's file: a misspelled name, or a value that is out of its
 * range.
 */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(private readonly checks: Checks) {}

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const error = this.checks.errorAt(document, range);
    if (error?.replacement === undefined) return [];
    const title = vscode.l10n.t('Change to {0}', error.replacement);
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(document.uri, rangeOf(document, error), error.replacement);
    action.diagnostics = diagnostics.filter(({ source }) => source === 'Elman');
    action.isPreferred = true;
    return [action];
  }
}
