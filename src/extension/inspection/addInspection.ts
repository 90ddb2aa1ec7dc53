import * as vscode from 'vscode';
import type { InspectionPartId } from '../../protocol/inspectionPage';
import { type ModelChoice, noModel } from '../core/activeModel';
import { ReaderWorker } from '../core/readerWorker';
import type { Services } from '../core/services';
import type { HmmCommand } from '../models/hmmCommand';
import { isModel } from '../models/runAndModelTree';
import type { SettingRanges } from '../training/settingRanges';
import { findVowels } from './findVowels';
import { FollowedEditor } from './followedEditor';
import { InspectionPanels } from './inspectionPanels';
import { Lesions } from './lesions';

/**
 * Registers "Inspect Network", "Show States of Hidden Markov Model" and "Find Vowels and Consonants in This Text". The
 * pages have a reader thread of their own, so that their long computations do not delay the hover and the heatmap. It
 * starts with the first page.
 */
export function addInspection(services: Services, ranges: SettingRanges, hmms: HmmCommand) {
  const { activeModel, runManager, modelRegistry, workers, sources, context, report } = services;
  const worker = new ReaderWorker(workers, sources);
  const lesions = new Lesions(services, ranges);
  const followed = new FollowedEditor();
  const panels = new InspectionPanels(context.extensionUri, {
    ...{ worker, activeModel, followed, runManager, modelRegistry, report },
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
  /** Shows the page of a run or a stored model, or that of the active model. */
  const show = async (clicked: unknown, part?: InspectionPartId) => {
    await Promise.all([runManager.load(), modelRegistry.load()]);
    const choice = choiceOf(clicked) ?? activeModel.choice;
    if (!choice) throw noModel();
    panels.show(choice, part);
  };
  services.command('inspectNetwork', (clicked?: unknown) => show(clicked));
  services.command('showStates', (clicked?: unknown) => show(clicked, 'states'));
  services.command('findVowels', (clicked?: unknown) =>
    findVowels(services, hmms, clicked instanceof vscode.Uri ? clicked : undefined),
  );
  return { panels, worker, lesions };
}

/** Returns the run or the stored model that was clicked in the list. Undefined if a command was called without one. */
function choiceOf(clicked: unknown): ModelChoice | undefined {
  if (typeof clicked === 'string') return { kind: 'run', id: clicked, checkpoint: 'usual' };
  return isModel(clicked) ? { kind: 'made', id: clicked.id } : undefined;
}
