import * as vscode from 'vscode';
import { type Message, nameInVsCode, withNames } from '../protocol/message';

/**
 * Returns a message in the language of VS Code, in which settings have their names in the settings editor.
 */
export function translate({ template, args }: Message): string {
  return vscode.l10n.t(template, ...withNames(args, nameInVsCode));
}
