import * as vscode from 'vscode';
import { commandId } from '../commandId';
import { readHeatmapSettings, writeHeatmapMode } from './heatmapSettings';
import { nameOf } from './modeNames';
import { modes } from './scale';

/** Implements "Heatmap Mode…": asks the user by which measure tokens are coloured. */
export async function chooseMode(): Promise<void> {
  const now = readHeatmapSettings().mode;
  const items = modes.map(mode => {
    const { name, description } = nameOf(mode);
    return {
      mode,
      label: name,
      description: mode === now ? vscode.l10n.t('chosen') : undefined,
      detail: description,
    };
  });
  const placeHolder = vscode.l10n.t('Colour tokens by…');
  const item = await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true });
  if (item?.mode === 'difference') await vscode.commands.executeCommand(commandId('compareInText'));
  else if (item) await writeHeatmapMode(item.mode);
}
