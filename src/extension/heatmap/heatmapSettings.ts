import * as vscode from 'vscode';
import { type Mode, modes, type SurpriseMode, surpriseModes, thresholdsOf } from './scale';

/** For each mode, the setting that contains its thresholds. */
const thresholdLists = {
  bits: 'bits',
  rank: 'ranks',
  probability: 'probabilities',
} satisfies Record<SurpriseMode, string>;

/**
 * Returns the heatmap's mode and thresholds from the settings. The thresholds are empty if the settings
 * contain none, in which case they are computed.
 */
export function readHeatmapSettings(): { readonly mode: Mode; readonly thresholds: readonly number[] } {
  const settings = vscode.workspace.getConfiguration('elman.heatmap');
  const mode = modes.find(name => name === settings.get('mode')) ?? 'bits';
  const surprise = surpriseModes.find(name => name === mode);
  const thresholds = surprise ? thresholdsOf(surprise, settings.get(thresholdLists[surprise])) : [];
  return { mode, thresholds };
}

/**
 * Writes the mode to the workspace settings if these already contain a mode, otherwise to the user settings.
 */
export async function writeHeatmapMode(mode: Mode): Promise<void> {
  const settings = vscode.workspace.getConfiguration('elman.heatmap');
  const inWorkspace = settings.inspect('mode')?.workspaceValue !== undefined;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await settings.update('mode', mode, target);
}
