import * as path from 'node:path';
import * as vscode from 'vscode';
import { experimentText } from '../../common/experimentText';
import { USUAL_SEEDS } from '../../common/moreSeeds';
import { createExperiment, experimentsFolder } from '../experiments/createExperiment';
import type { ExampleText } from './exampleText';

/**
 * Number of iterations of each of the 20 runs, by the sample text. On two cores, all runs together take 15 s with the English
 * text and 23 s with the Japanese one, whose vocabulary is 30 times as large.
 */
const iterations = { english: 2000, japanese: 300 } as const;
/** Number of points of each curve on the page with the results. */
const POINTS = 5;

/**
 * Writes the experiment with which the walkthrough ends into a file, opens the file, trains the experiment's runs and shows
 * the results: four activations, each with five seeds. `storage` is used if no folder is open.
 */
export async function runActivationExperiment(sample: ExampleText, storage: vscode.Uri): Promise<void> {
  const text = await sample.find();
  const folder = experimentsFolder(storage);
  const file = await createExperiment(folder, 'activations', activationExperiment(pathFrom(folder, text)));
  await vscode.window.showTextDocument(file, { preview: false });
  await vscode.commands.executeCommand('elman.runExperiment', file);
}

/** Returns the content of the experiment's file. `text` is the path of the sample text. */
export function activationExperiment(text: string): string {
  const { t } = vscode.l10n;
  const end = text.endsWith('japanese.txt') ? iterations.japanese : iterations.english;
  const comments = [t('Four activations, each with five seeds. Everything else is equal.')];
  return experimentText(
    {
      ...{ version: 1, name: t('four activations'), text },
      settings: {
        'model.hidden': 50,
        'training.optimizer': 'adam',
        'training.learningRate': 0.001,
        // The mean gradient of several streams: without it, the losses of some ReLU networks explode.
        'training.batch': 8,
        'training.gradientNormalisation': 'length',
        'training.maxIterations': end,
        'validation.fraction': 0.05,
        'validation.interval': end / POINTS,
      },
      vary: { 'model.activation': ['tanh', 'logistic', 'relu', 'elu'] },
      seeds: USUAL_SEEDS,
    },
    comments,
  );
}

/** Returns the path of a file as an experiment in `folder` contains it: relative if the file is in this folder. */
const pathFrom = (folder: vscode.Uri, file: vscode.Uri) =>
  path.dirname(file.fsPath) === folder.fsPath ? path.basename(file.fsPath) : file.fsPath;
