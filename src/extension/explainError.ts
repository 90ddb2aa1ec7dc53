import * as vscode from 'vscode';
import { reasonOf } from '../protocol/message';
import { UserError } from '../protocol/userError';
import { messageText } from './messages';

/** Returns the message of an error, for a page. Reports an error that is not a UserError. */
export function explainError(error: unknown, report: (error: unknown) => void): string {
  if (error instanceof UserError) return messageText(error);
  report(error);
  return vscode.l10n.t('An unexpected error occurred: {0}', reasonOf(error));
}
