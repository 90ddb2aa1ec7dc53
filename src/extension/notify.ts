import * as vscode from 'vscode';
import { inert } from '../common/harmlessText';

/**
 * These functions show notifications, in which names never become links. Each returns the button that the
 * user pressed, or undefined.
 */

export function showInformation(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(inert(message), ...buttons);
}

export function showWarning(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(inert(message), ...buttons);
}

export function showError(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(inert(message), ...buttons);
}
