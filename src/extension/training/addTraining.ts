import type * as vscode from 'vscode';
import { CheckCommand } from '../checking/checkCommand';
import type { Lab } from '../lab/lab';
import { ContextKeys } from './contextKeys';
import { RunSetup } from './runSetup';
import { SettingRanges } from './settingRanges';
import { StatusBar } from './statusBar';
import { TrainCommand } from './trainCommand';

/** Runs are started, and the gradients of their networks checked. `reveal` shows what is being trained. */
export function addTraining(lab: Lab, reveal: () => Promise<void>) {
  const { desk, selection, library, documents } = lab;
  const ranges = new SettingRanges(lab.context.extension.packageJSON);
  const setup = new RunSetup(ranges);
  const training = new TrainCommand(desk, selection, setup, reveal);
  const checking = new CheckCommand(library, documents);
  lab.own(new StatusBar(desk), new ContextKeys(desk));
  lab.command('trainOnFile', (text?: vscode.Uri) => training.run(text));
  lab.command('trainWith', (text?: vscode.Uri) => training.runWith(text));
  lab.command('trainAnother', (text: vscode.Uri) => training.train(text));
  lab.command('checkGradients', () => checking.run());
  return { ranges, setup, training, checking };
}
