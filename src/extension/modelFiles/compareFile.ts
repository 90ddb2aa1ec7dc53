import * as vscode from 'vscode';
import { inert } from '../../common/harmlessText';
import { noModel } from '../core/activeModel';
import { choiceOfFile } from '../core/modelFileChoice';
import type { Services } from '../core/services';
import { pickModels } from '../reading/pickModels';
import type { CompareCommand } from '../reading/report/compareCommand';

/**
 * Compares a model file with models that the user chooses, on a text that the user chooses. Throws a UserError if there
 * is no other model.
 */
export async function compareFile(
  services: Services,
  comparing: CompareCommand,
  uri: vscode.Uri,
): Promise<void> {
  await Promise.all([services.runManager.load(), services.modelRegistry.load()]);
  const own = await choiceOfFile(uri, services.reader);
  if (!own) return;
  const { choice } = services.activeModel;
  const isOnly = choice === undefined || (choice.kind === 'file' && choice.uri === own.uri);
  if (isOnly && services.runManager.languageModels.length + services.modelRegistry.models.length === 0)
    throw noModel();
  const text = await askText();
  if (!text) return;
  const title = vscode.l10n.t('Models to compare with this file');
  const others = await pickModels(services, title, ({ run, isActive }) => isActive || run === 0);
  if (!others) return;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(text), { preview: false });
  await comparing.run([own, ...others.filter(other => other.kind !== 'file' || other.uri !== own.uri)]);
}

/** Asks for a text: one that is open in an editor, or a file. Undefined if the user cancelled. */
async function askText(): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t('Text on which the models are compared');
  const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: all }) => all);
  const open = tabs.flatMap(({ label, input }) =>
    input instanceof vscode.TabInputText ? [{ label: inert(label), uri: input.uri }] : [],
  );
  const file = { label: `$(folder-opened) ${vscode.l10n.t('Open Text File…')}`, uri: undefined };
  const picked = open.length === 0 ? file : await vscode.window.showQuickPick([...open, file], { title });
  if (!picked) return undefined;
  return picked.uri ?? (await vscode.window.showOpenDialog({ title, canSelectMany: false }))?.[0];
}
