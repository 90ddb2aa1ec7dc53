import type * as vscode from 'vscode';
import type { Services } from '../core/services';
import { showActiveBadge } from './activeBadge';
import { HmmCommand } from './hmmCommand';
import { MixCommand } from './mixCommand';
import { ModelCommands } from './modelCommands';
import { NgramCommand } from './ngramCommand';
import { idsOf, type ModelItem, type TreeEntry } from './runAndModelTree';

/** Adds the commands for n-gram models, hidden Markov models and mixtures, which are made in one step. */
export function addModels(services: Services) {
  const { modelRegistry, runManager, activeModel, messages, runsFolder } = services;
  services.own(showActiveBadge());
  const ngrams = new NgramCommand(modelRegistry, activeModel, messages);
  const hmms = new HmmCommand(modelRegistry, activeModel, messages);
  const mixing = new MixCommand(modelRegistry, runManager, activeModel, messages);
  const models = new ModelCommands(modelRegistry, activeModel, runsFolder);
  services.command('trainNgram', (text?: vscode.Uri) => ngrams.run(text));
  services.command('trainHmm', (text?: unknown) => hmms.run(text));
  services.command('mixModels', (it?: TreeEntry, all?: unknown) => mixing.run(idsOf(it, all)));
  services.command('trainHmmFurther', (item?: unknown) => hmms.runFurther(item));
  services.command('saveArpa', (item: ModelItem) => models.saveArpa(item));
  services.command('saveHmm', (item: ModelItem) => models.saveHmm(item));
  return { ngrams, hmms, mixing, models };
}
