import * as vscode from 'vscode';
import type { CompareKindsParams, KindsRecord } from '../../protocol/kindsComparison';
import { checkTrusted } from '../checkTrusted';
import type { Services } from '../core/services';
import { readTrainingSettings } from '../settings';
import { chooseText, readRunText } from '../training/textSource';
import { withProgress } from '../withProgress';
import { askComparison } from './askComparison';
import { deleteComparison } from './deleteComparison';
import { KindsComparisons } from './kindsComparisons';
import { KindsPanels } from './kindsPanels';
import { pickComparison } from './pickComparison';

/** Adds the commands that compare kinds of models on a text. */
export function addKinds(services: Services): void {
  const { storedComparisons, activeModel, runsFolder, report, messages } = services;
  const comparisons = new KindsComparisons(services);
  const run = (name: string, params: CompareKindsParams) =>
    withProgress(vscode.l10n.t('Comparing kinds of models on {0}', name), (signal, progressed) =>
      comparisons.run(params, signal, { began: ({ id }) => panels.show(id), progressed }),
    );
  const proceed = async ({ id, text: { uri, name } }: KindsRecord) =>
    run(name, { id, text: await readRunText(vscode.Uri.parse(uri)) });
  const remove = (record: KindsRecord) =>
    deleteComparison({ comparisons, storedComparisons, messages }, record);
  const ports = { storedComparisons, activeModel, runsFolder, report, comparisons, proceed, remove };
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
    const id = await pickComparison({
      stored: () => storedComparisons.list(),
      remove: messages.guard(remove),
    });
    if (id !== undefined) panels.show(id);
  });
}
