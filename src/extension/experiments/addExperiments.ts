import * as vscode from 'vscode';
import { UserError } from '../../protocol/userError';
import type { Services } from '../core/services';
import type { RunPicker } from '../runs/commands/pickRun';
import type { SettingRanges } from '../training/settingRanges';
import { Checks } from './checks';
import { dryRun } from './dryRun';
import { experimentFiles, isExperimentFile } from './experimentFile';
import { ExperimentStatus } from './experimentStatus';
import { Experiments } from './experiments';
import { Lenses } from './lenses';
import { NewExperiment } from './newExperiment';
import { openClassic } from './openClassic';
import { QuickFixes } from './quickFixes';
import { ResultsPanels } from './resultsPanels';
import { type PairChoice, WorkInPairs } from './workInPairs';

/** Registers the commands and editor features for files of experiments. */
export function addExperiments(services: Services, picker: RunPicker, ranges: SettingRanges) {
  const { runManager, selection, storage, report } = services;
  const checks = new Checks(storage, report);
  const experiments = new Experiments(services);
  const panels = new ResultsPanels(services.context.extensionUri, {
    runManager,
    selection,
    storage,
    report,
    checks,
    experiments,
  });
  const pairs = new WorkInPairs(ranges, services.context.globalStorageUri, services.messages);
  const creation = new NewExperiment(runManager, picker, ranges);
  const lenses = new Lenses(checks, experiments);
  const { languages } = vscode;
  services.own(
    ...[checks, experiments, panels, lenses, new ExperimentStatus(experiments)],
    languages.registerCodeLensProvider(experimentFiles, lenses),
    languages.registerCodeActionsProvider(experimentFiles, new QuickFixes(checks), {
      providedCodeActionKinds: QuickFixes.kinds,
    }),
  );
  services.command('runExperiment', async (file?: vscode.Uri) => {
    const uri = chosen(file);
    if (await experiments.run(uri)) panels.show(uri);
  });
  services.command('newExperiment', (clicked?: unknown, all?: unknown) => creation.run(clicked, all));
  services.command('workInPairs', (text?: vscode.Uri, given?: PairChoice) => pairs.run(text, given));
  services.command('openClassic', (name?: unknown) => openClassic(services.context.globalStorageUri, name));
  services.command('stopExperiment', (file?: vscode.Uri) => experiments.stop(chosen(file)));
  services.command('dryRunExperiment', (file?: vscode.Uri) => dryRun(experiments, services, chosen(file)));
  services.command('experimentResults', (file?: vscode.Uri) => panels.show(chosen(file)));
  return { checks, experiments, panels };
}

/**
 * Returns the experiment's file that was clicked or that is open in the active editor. Throws a UserError if
 * the file is not an experiment's file.
 */
function chosen(clicked: unknown): vscode.Uri {
  const uri = clicked instanceof vscode.Uri ? clicked : vscode.window.activeTextEditor?.document.uri;
  if (uri && isExperimentFile(uri)) return uri;
  throw new UserError('Open the file of an experiment first: a file whose name ends in ".elman.json".');
}
