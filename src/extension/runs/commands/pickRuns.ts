import * as vscode from 'vscode';
import { networkOf } from '../../../common/networkName';
import { MAX_SHOWN } from '../../../protocol/dashboard';
import type { RunRecord } from '../../../protocol/run';
import { runEntry } from '../../format/runFigures';

/**
 * Asks the user which runs to show side by side. The runs that are shown now are listed first and are ticked.
 * Undefined if the user cancels or ticks no run.
 */
export async function pickRuns(
  runs: readonly RunRecord[],
  shown: readonly string[],
): Promise<string[] | undefined> {
  const isShown = ({ id }: RunRecord) => shown.includes(id);
  const items = [...runs.filter(isShown), ...runs.filter(run => !isShown(run))].map(run => {
    const entry = runEntry(run);
    const detail = `${networkOf(run.settings)} · ${entry.detail}`;
    return { ...entry, detail, picked: isShown(run), id: run.id };
  });
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
    placeHolder: vscode.l10n.t('Choose the runs to show side by side, up to {0}', MAX_SHOWN),
  });
  const ids = picked?.map(({ id }) => id);
  return ids && ids.length > 0 ? ids.slice(0, MAX_SHOWN) : undefined;
}
