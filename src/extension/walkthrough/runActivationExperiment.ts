import * as path from 'node:path';
import * as vscode from 'vscode';
import { activationExperiment } from '../../common/activationExperiment';
import { createExperiment, experimentsFolder } from '../experiments/createExperiment';
import type { ExampleText } from './exampleText';

/**
 * Writes the experiment with which the walkthrough ends into a file, opens the file, trains the experiment's
 * runs and shows the results. `storage` is used if no folder is open.
 */
export async function runActivationExperiment(sample: ExampleText, storage: vscode.Uri): Promise<void> {
  const { t } = vscode.l10n;
  const text = await sample.find();
  const folder = experimentsFolder(storage);
  const comments = [t('Four activations, each with five seeds. Everything else is equal.')];
  const content = activationExperiment(t('four activations'), pathFrom(folder, text), comments);
  const file = await createExperiment(folder, 'activations', content);
  await vscode.window.showTextDocument(file, { preview: false });
  await vscode.commands.executeCommand('elman.runExperiment', file);
}

/** Returns the path of a file as an experiment in `folder` contains it: relative if the file is in this folder. */
const pathFrom = (folder: vscode.Uri, file: vscode.Uri) =>
  path.dirname(file.fsPath) === folder.fsPath ? path.basename(file.fsPath) : file.fsPath;
