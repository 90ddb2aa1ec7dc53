import * as vscode from 'vscode';
import { MAX_SHOWN } from '../../../protocol/dashboard';
import type { Selection } from '../../core/selection';
import { inform } from '../../notify';
import type { RunPicker } from './pickRun';

/** Shows runs side by side: those that a menu passes, or those that the user picks. */
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
    void inform(vscode.l10n.t('{0} runs fit side by side: the last {0} are shown.', MAX_SHOWN));
  selection.choose(chosen.map(run => run.id));
  openPanel();
}
