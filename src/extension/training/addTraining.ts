import type * as vscode from 'vscode';
import { CheckCommand } from '../checking/checkCommand';
import type { Services } from '../core/services';
import { ContextKeys } from './contextKeys';
import { RunSetup } from './runSetup';
import { SettingRanges } from './settingRanges';
import { StatusBar } from './statusBar';
import { TrainClozeCommand } from './trainClozeCommand';
import { TrainCommand } from './trainCommand';

/** Registers the commands that start runs and check gradients. `reveal` makes the dashboard visible. */
export function addTraining(services: Services, reveal: () => Promise<void>) {
  const { runManager, selection, storage, documents, messages } = services;
  const ranges = new SettingRanges(services.context.extension.packageJSON);
  const setup = new RunSetup(ranges);
  const training = new TrainCommand(runManager, selection, setup, messages, reveal);
  const trainCloze = new TrainClozeCommand(setup, training);
  const checking = new CheckCommand(storage, documents);
  services.own(new StatusBar(runManager), new ContextKeys(runManager, services.activeModel));
  services.command('trainOnFile', (text?: vscode.Uri) => training.run(text));
  services.command('trainWith', (text?: vscode.Uri) => training.runWith(text));
  services.command('trainAnother', (text: vscode.Uri) => training.train(text));
  services.command('trainCloze', (clicked?: unknown) => trainCloze.run(clicked));
  services.command('checkGradients', () => checking.run());
  return { ranges, setup, training, trainCloze, checking };
}
