import * as vscode from 'vscode';
import { MAX_SHOWN } from '../../../protocol/dashboard';
import type { RunManager } from '../../core/runManager';
import type { Selection } from '../../core/selection';
import { showInformation } from '../../notify';
import type { RunPicker } from './pickRun';
import { pickRuns } from './pickRuns';

/** Shows a run side by side with other runs, for which it asks the user. */
export async function compareWith(
  runManager: RunManager,
  selection: Selection,
  openPanel: () => void,
  id: string,
): Promise<void> {
  await runManager.load();
  const shown = selection.ids.includes(id) ? selection.ids : [id];
  const ids = await pickRuns(runManager.runs, shown);
  if (!ids) return;
  selection.choose(ids);
  openPanel();
}

/**
 * Shows runs side by side: the runs for which a menu was opened, or the runs that the user picks from a list.
 */
export async function compareRuns(
  picker: RunPicker,
  selection: Selection,
  openPanel: () => void,
  id: string | undefined,
  all: unknown,
): Promise<void> {
  const chosen = await picker.pickMany(id, all, vscode.l10n.t('No run yet'));
  if (chosen.length === 0) return;
  if (chosen.length > MAX_SHOWN)
    void showInformation(vscode.l10n.t('{0} runs fit side by side: the last {0} are shown.', MAX_SHOWN));
  selection.choose(chosen.map(run => run.id));
  openPanel();
}
