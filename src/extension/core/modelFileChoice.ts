import * as vscode from 'vscode';
import { readArpaSettings } from '../settings';
import type { ModelChoice } from './activeModel';

/** Asks for a model file. `use`: the label of the button that confirms. Undefined if the user cancelled. */
export async function askModelFile(use: string): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t('Open Model File');
  return (await vscode.window.showOpenDialog({ title, openLabel: use }))?.[0];
}

/** Returns the choice of a model file, with the user's settings for reading it. */
export function choiceOfFile(uri: vscode.Uri): Extract<ModelChoice, { kind: 'file' }> {
  return { kind: 'file', uri: uri.toString(), opened: Date.now(), ...readArpaSettings(uri) };
}
