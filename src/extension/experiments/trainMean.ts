import * as vscode from 'vscode';
import { experimentText } from '../../common/experimentText';
import { inert } from '../../common/harmlessText';
import type { MeanExperiment } from '../../protocol/experiment';
import type { ConditionFigures, ExperimentFigures } from '../../protocol/experimentFigures';
import { UserError } from '../../protocol/userError';
import type { RunManager } from '../core/runManager';
import type { StorageWorker } from '../core/storageWorker';
import { nameOf } from '../uris';
import { createExperiment } from './createExperiment';

/** Number of conditions that are checked at first. */
const BEST = 5;

interface Needs {
  readonly runManager: RunManager;
  readonly storage: StorageWorker;
}

type Item = vscode.QuickPickItem & { readonly condition: ConditionFigures };

/**
 * Implements "Train the Mean of These…". Asks the user for conditions of an experiment, writes an experiment with their mean
 * settings into a new file beside the experiment's file, and returns the URI of the new file. Nothing trains before the user
 * runs the new experiment. Undefined if the user cancels.
 */
export async function trainMean(
  { runManager, storage }: Needs,
  experiment: { readonly file: vscode.Uri; readonly source: string },
  figures: ExperimentFigures,
): Promise<vscode.Uri | undefined> {
  const conditions = figures.conditions.filter(({ done }) => done.length > 0);
  const chosen = await ask(conditions);
  if (!chosen) return undefined;
  const members = chosen.flatMap(({ done: [id] }) => {
    const run = runManager.run(id);
    return run ? [run.settings] : [];
  });
  const mean = await storage.channel.request('meanExperiment', { source: experiment.source, members });
  if (Object.keys(mean.means).length === 0)
    throw new UserError('The conditions of "{0}" differ only in their texts, so they have no mean.', [
      figures.name,
    ]);
  const { t } = vscode.l10n;
  const file = { ...mean.file, name: t('mean of {0}', figures.name) };
  const name = `${nameOf(experiment.file).replace(/\.elman\.json$/, '')}-mean`;
  const folder = vscode.Uri.joinPath(experiment.file.with({ scheme: 'file' }), '..');
  return createExperiment(folder, name, experimentText(file, commentsFor(mean)));
}

/** Returns comments that say from which values each mean was computed. */
function commentsFor({ means }: MeanExperiment): string[] {
  const { t } = vscode.l10n;
  return [
    t('The mean of the chosen conditions. Check it, then run the experiment above this line.'),
    ...Object.entries(means).map(([setting, { values, mean }]) =>
      t('{0}: {1}, from {2}', setting, String(mean), values.join(', ')),
    ),
  ];
}

async function ask(
  conditions: readonly ConditionFigures[],
): Promise<readonly ConditionFigures[] | undefined> {
  const { t } = vscode.l10n;
  const items = conditions.map(
    (condition, i): Item => ({
      condition,
      label: inert(condition.name),
      ...(condition.mean !== undefined && { description: condition.mean.toFixed(4) }),
      picked: i < BEST,
    }),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Train the Mean'),
    placeHolder: t(
      'Choose the conditions to average: sizes and rates by geometric mean, choices by majority',
    ),
    canPickMany: true,
  });
  return picked && picked.length > 0 ? picked.map(({ condition }) => condition) : undefined;
}
