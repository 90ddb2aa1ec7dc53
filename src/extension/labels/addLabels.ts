import * as vscode from 'vscode';
import type { Services } from '../core/services';
import type { RunSetup } from '../training/runSetup';
import type { TrainCommand } from '../training/trainCommand';
import { LabellingCommands } from './labelCommands';
import { LabelHover } from './labelHover';
import { LabelPredictions } from './labelPredictions';
import { TrainLabelsCommand } from './trainLabelsCommand';

/** Adds the commands that train classifiers and taggers and label texts with them, and their hover. */
export function addLabels(
  services: Services,
  { setup, training }: { readonly setup: RunSetup; readonly training: TrainCommand },
) {
  const { runManager, activeModel, documents, labelWorker } = services;
  const trainLabels = new TrainLabelsCommand(setup, training);
  const predictions = new LabelPredictions(labelWorker, runManager, activeModel);
  const commands = new LabellingCommands(predictions, documents);
  const hover = new LabelHover(predictions);
  services.own(vscode.languages.registerHoverProvider({ scheme: '*' }, hover));
  services.command('trainClassifier', (clicked?: unknown) => trainLabels.run('classify', clicked));
  services.command('trainTagger', (clicked?: unknown) => trainLabels.run('tag', clicked));
  services.command('classifySelection', () => commands.classify());
  services.command('tagSelection', () => commands.tag());
  return { trainLabels, commands, hover };
}
