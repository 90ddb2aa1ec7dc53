import type * as vscode from 'vscode';
import type { Lab } from '../lab/lab';
import { MixCommand } from './mixCommand';
import { ModelCommands } from './modelCommands';
import { NgramCommand } from './ngramCommand';
import { idsOf, type ShelfItem, type TreeEntry } from './shelfTree';

/** Models that take no training: n-grams and mixtures. */
export function addModels(lab: Lab) {
  const { shelf, desk, activeModel, runsFolder } = lab;
  const ngrams = new NgramCommand(shelf, activeModel);
  const mixing = new MixCommand(shelf, desk, activeModel);
  const models = new ModelCommands(shelf, activeModel, runsFolder);
  lab.command('trainNgram', (text?: vscode.Uri) => ngrams.run(text));
  lab.command('mixModels', (it?: TreeEntry, all?: unknown) => mixing.run(idsOf(it, all)));
  lab.command('saveArpa', (item: ShelfItem) => models.saveArpa(item));
  return { ngrams, mixing, models };
}
