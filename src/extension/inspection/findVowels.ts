import * as vscode from 'vscode';
import { commandId } from '../commandId';
import type { Services } from '../core/services';
import { type HmmCommand, vowelChoice } from '../models/hmmCommand';
import { ModelItem } from '../models/runAndModelTree';
import { chooseText } from '../training/textSource';

/**
 * Trains two states on the letters of a text, colours the text by the states, and shows their page. The states fall into
 * vowels and consonants, although the model is not given these classes (Cave and Neuwirth 1980).
 */
export async function findVowels(
  { activeModel }: Pick<Services, 'activeModel'>,
  hmms: HmmCommand,
  clicked: vscode.Uri | undefined,
): Promise<void> {
  const uri = chooseText(clicked);
  const { id } = await hmms.train(uri, vowelChoice);
  await activeModel.choose({ kind: 'made', id });
  await vscode.window.showTextDocument(uri, { preview: false });
  await vscode.commands.executeCommand(commandId('paintStates'));
  await vscode.commands.executeCommand(commandId('showStates'), new ModelItem(id));
}
