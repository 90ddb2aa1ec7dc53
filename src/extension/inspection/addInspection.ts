import * as vscode from 'vscode';
import { type ModelChoice, noModel } from '../core/activeModel';
import { ReaderWorker } from '../core/readerWorker';
import type { Services } from '../core/services';
import type { SettingRanges } from '../training/settingRanges';
import { FollowedEditor } from './followedEditor';
import { InspectionPanels } from './inspectionPanels';
import { Lesions } from './lesions';

/**
 * Registers "Inspect Network". The pages have a reader thread of their own, so that their long computations do not delay
 * the hover and the heatmap. It starts with the first page.
 */
export function addInspection(services: Services, ranges: SettingRanges) {
  const { activeModel, runManager, modelRegistry, workers, sources, context, report } = services;
  const worker = new ReaderWorker(workers, sources);
  const lesions = new Lesions(services, ranges);
  const followed = new FollowedEditor();
  const panels = new InspectionPanels(context.extensionUri, {
    ...{ worker, activeModel, followed, runManager, report },
    lesions,
  });
  services.own(
    worker,
    followed,
    panels,
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('elman.runs.folder')) worker.replace();
    }),
  );
  /** Shows the page of a run, or that of the active model. */
  services.command('inspectNetwork', async (clicked?: unknown) => {
    await Promise.all([runManager.load(), modelRegistry.load()]);
    const choice: ModelChoice | undefined =
      typeof clicked === 'string' ? { kind: 'run', id: clicked, checkpoint: 'usual' } : activeModel.choice;
    if (!choice) throw noModel();
    panels.show(choice);
  });
  return { panels, worker, lesions };
}
