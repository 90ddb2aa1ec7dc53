import * as vscode from 'vscode';
import type { CompareKindsParams, KindsRecord } from '../../protocol/kindsComparison';
import { checkTrusted } from '../checkTrusted';
import type { Services } from '../core/services';
import { count, time } from '../format/numbers';
import { showInformation } from '../notify';
import { readTrainingSettings } from '../settings';
import { chooseText, readRunText } from '../training/textSource';
import { withProgress } from '../withProgress';
import { askComparison } from './askComparison';
import { KindsComparisons } from './kindsComparisons';
import { KindsPanels } from './kindsPanels';

/** Adds the commands that compare kinds of models on a text. */
export function addKinds(services: Services): void {
  const { storage, activeModel, runsFolder, report } = services;
  const comparisons = new KindsComparisons(services);
  const run = (name: string, params: CompareKindsParams) =>
    withProgress(vscode.l10n.t('Comparing kinds of models on {0}', name), (signal, progressed) =>
      comparisons.run(params, signal, { began: ({ id }) => panels.show(id), progressed }),
    );
  const proceed = async ({ id, text: { uri, name } }: KindsRecord) =>
    run(name, { id, text: await readRunText(vscode.Uri.parse(uri)) });
  const ports = { storage, activeModel, runsFolder, report, comparisons, proceed };
  const panels = new KindsPanels(services.context.extensionUri, ports);
  services.own(comparisons, panels);
  services.command('compareKinds', async (clicked?: unknown) => {
    checkTrusted();
    const uri = chooseText(clicked instanceof vscode.Uri ? clicked : undefined);
    const text = await readRunText(uri);
    const options = await askComparison();
    if (options) await run(text.name, { text, settings: readTrainingSettings(uri), options });
  });
  services.command('openKinds', async () => {
    const id = await pick(await storage.channel.request('comparisons', undefined));
    if (id !== undefined) panels.show(id);
  });
}

/** Asks the user for a stored comparison. Returns its id. */
async function pick(records: readonly KindsRecord[]): Promise<string | undefined> {
  const { t } = vscode.l10n;
  if (records.length === 0) {
    void showInformation(t('There are no comparisons of kinds of models yet.'));
    return undefined;
  }
  const items = records.map(({ id, text, createdAt, results, options }) => ({
    label: text.name,
    description: time(createdAt),
    detail: t('{0} of {1} kinds', count(results.length), count(options.models.length)),
    id,
  }));
  const title = t('Open a Comparison of Kinds of Models');
  return (await vscode.window.showQuickPick(items, { title }))?.id;
}
