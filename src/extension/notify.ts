import * as vscode from 'vscode';
import { inert } from '../common/harmlessText';

/**
 * These functions show notifications. Names in the messages never become links. Each function returns the
 * button that the user pressed, if any.
 */

export function inform(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(inert(message), ...buttons);
}

export function caution(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(inert(message), ...buttons);
}

export function complain(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(inert(message), ...buttons);
}
