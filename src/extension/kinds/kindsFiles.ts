import * as vscode from 'vscode';
import { kindNames } from '../../common/kindNames';
import { kindsCsv, kindsJson } from '../../common/kindsTable';
import { fileName } from '../../common/names';
import { type ComparedName, isCompared, type KindsRecord } from '../../protocol/kindsComparison';
import type { ComparedPair } from '../../protocol/kindsPage';
import { UserError } from '../../protocol/userError';
import { askWhere, firstFolder } from '../askWhere';
import { commandId } from '../commandId';
import type { Services } from '../core/services';

type Ports = Pick<Services, 'activeModel' | 'runsFolder'>;

/** Asks the user for a file name, and writes the results there. The ending of the name selects CSV or JSON. */
export async function saveTable(record: KindsRecord): Promise<vscode.Uri | undefined> {
  const folder = firstFolder();
  const suggested = `${fileName(record.text.name, 'comparison')}-kinds.csv`;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Table'),
    filters: { CSV: ['csv'], JSON: ['json'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, suggested) }),
  });
  if (!target) return undefined;
  const content = target.path.endsWith('.json') ? kindsJson(record) : kindsCsv(record);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(content));
  return target;
}

/** Opens the text of the comparison, and colours it by the difference between two of its models. */
export async function compareInText(
  { activeModel, runsFolder }: Ports,
  record: KindsRecord,
  { first, second }: ComparedPair,
): Promise<void> {
  const choiceOf = (model: ComparedName) => ({
    kind: 'file' as const,
    uri: modelUri(runsFolder(), record, model).toString(),
  });
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(record.text.uri));
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
  await activeModel.choose(choiceOf(first));
  await vscode.commands.executeCommand(commandId('compareInText'), choiceOf(second));
}

/** Asks the user for a file name, and writes a model of the comparison there. */
export async function saveModel(
  { runsFolder }: Ports,
  record: KindsRecord,
  model: ComparedName,
): Promise<vscode.Uri | undefined> {
  const source = modelUri(runsFolder(), record, model);
  const ending = source.path.endsWith('.arpa') ? 'arpa' : 'safetensors';
  const name = `${record.text.name} · ${vscode.l10n.t(kindNames[model])}`;
  const target = await askWhere(
    vscode.l10n.t('Save Model'),
    name,
    ending === 'arpa' ? 'ARPA' : 'safetensors',
    ending,
  );
  if (target) await vscode.workspace.fs.copy(source, target, { overwrite: true });
  return target;
}

/** Returns the folder of the comparisons in the folder of the runs. */
export const comparisonsIn = (runsFolder: vscode.Uri) => vscode.Uri.joinPath(runsFolder, 'comparisons');

/** Returns the file of a model of the comparison. Throws a UserError if the kind could not be compared. */
function modelUri(folder: vscode.Uri, { id, results }: KindsRecord, model: ComparedName): vscode.Uri {
  const result = results.filter(isCompared).find(each => each.model === model);
  if (!result) throw new UserError('The comparison has no model "{0}".', [model]);
  return vscode.Uri.joinPath(comparisonsIn(folder), id, result.file);
}
