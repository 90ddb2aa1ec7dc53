import * as vscode from 'vscode';
import { fileName } from '../../common/names';
import { firstFolder } from '../askWhere';
import type { StorageWorker } from '../core/storageWorker';
import { nameOf } from '../uris';
import type { PreparedExperiment } from './activeExperiment';

/**
 * Asks the user for a file name and writes the results of an experiment to the file: a report (Markdown), or
 * a table of its runs (CSV or TSV).
 */
export async function saveResults(experiment: PreparedExperiment, storage: StorageWorker): Promise<void> {
  const folder = firstFolder();
  const suggested = `${fileName(experiment.name, 'experiment')}.md`;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Report'),
    filters: { Markdown: ['md'], CSV: ['csv'], TSV: ['tsv'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, suggested) }),
  });
  if (target) await writeResults(experiment, storage, target);
}

/**
 * Writes the results of an experiment to a file. The extension of the file's name selects a report or a
 * table. The plots of a report are written next to it.
 */
export async function writeResults(
  { source, runs }: PreparedExperiment,
  storage: StorageWorker,
  target: vscode.Uri,
): Promise<void> {
  const params = { source, ids: runs.map(({ id }) => id), file: nameOf(target) };
  const files = await storage.channel.request('experimentFiles', params);
  for (const { path, bytes } of files)
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(target, '..', path), bytes);
}
