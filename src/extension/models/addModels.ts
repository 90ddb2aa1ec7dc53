import type * as vscode from 'vscode';
import type { Services } from '../core/services';
import { showActiveBadge } from './activeBadge';
import { HmmCommand } from './hmmCommand';
import { LdsCommand } from './ldsCommand';
import { MixCommand } from './mixCommand';
import { ModelCommands } from './modelCommands';
import { NgramCommand } from './ngramCommand';
import { idsOf, type ModelItem, type TreeEntry } from './runAndModelTree';

/** Adds the commands for models that are made in one step: n-grams, hidden Markov models, linear dynamical systems, mixtures. */
export function addModels(services: Services) {
  const { modelRegistry, runManager, activeModel, messages, runsFolder } = services;
  services.own(showActiveBadge());
  const ngrams = new NgramCommand(modelRegistry, activeModel, messages);
  const hmms = new HmmCommand(modelRegistry, activeModel, messages);
  const systems = new LdsCommand(modelRegistry, activeModel, messages);
  const mixing = new MixCommand(modelRegistry, runManager, activeModel, messages);
  const models = new ModelCommands(modelRegistry, activeModel, runsFolder);
  services.command('trainNgram', (text?: vscode.Uri) => ngrams.run(text));
  services.command('trainHmm', (text?: unknown) => hmms.run(text));
  services.command('trainLds', (text?: unknown) => systems.run(text));
  services.command('mixModels', (it?: TreeEntry, all?: unknown) => mixing.run(idsOf(it, all)));
  services.command('trainHmmFurther', (item?: unknown) => hmms.runFurther(item));
  services.command('trainLdsFurther', (item?: unknown) => systems.runFurther(item));
  services.command('saveArpa', (item: ModelItem) => models.saveArpa(item));
  services.command('saveHmm', (item: ModelItem) => models.saveHmm(item));
  services.command('saveLds', (item: ModelItem) => models.saveLds(item));
  return { ngrams, hmms, systems, mixing, models };
}
