import * as vscode from 'vscode';
import { type HeatmapScale, type Mode, modes, thresholdsOf } from './scale';

/** Which setting holds the thresholds of a mode. */
const thresholdLists = {
  bits: 'bits',
  rank: 'ranks',
  probability: 'probabilities',
} satisfies Record<Mode, string>;

/** What the heatmap colours tokens by, and where its colours begin. */
export function readScale(): HeatmapScale {
  const settings = vscode.workspace.getConfiguration('elman.heatmap');
  const mode = modes.find(name => name === settings.get('mode')) ?? 'bits';
  const list = thresholdLists[mode];
  const defaults = settings.inspect<readonly number[]>(list)?.defaultValue ?? [];
  return { mode, thresholds: thresholdsOf(mode, settings.get(list), defaults) };
}

/** Where the mode was set before, else for all windows. */
export async function writeHeatmapMode(mode: Mode): Promise<void> {
  const settings = vscode.workspace.getConfiguration('elman.heatmap');
  const inWorkspace = settings.inspect('mode')?.workspaceValue !== undefined;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await settings.update('mode', mode, target);
}
