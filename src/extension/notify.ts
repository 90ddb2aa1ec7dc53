import * as vscode from 'vscode';
import { inert } from '../protocol/inert';

/** Notifications. Names in them never become links. Each answers the button that was chosen. */

export function inform(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(inert(message), ...buttons);
}

export function caution(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(inert(message), ...buttons);
}

export function complain(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(inert(message), ...buttons);
}
