import * as vscode from 'vscode';
import { type Classic, classicFile } from '../../common/classics/classic';
import { classics } from '../../common/classics/classics';
import { createExperiment, experimentsFolder } from './createExperiment';

/**
 * Implements "Open a Classic Experiment…". Asks the user for an experiment, or opens the one with the name
 * `name`. Writes its file to the first folder of the workspace or, if no folder is open, to `storage`.
 * Undefined if the user cancels.
 */
export async function openClassic(
  storage: vscode.Uri,
  name?: unknown,
): Promise<vscode.TextEditor | undefined> {
  const classic = classics.find(each => each.name === name) ?? (await ask());
  if (!classic) return undefined;
  const content = classicFile(classic, translated);
  const file = await createExperiment(experimentsFolder(storage), classic.name, content);
  return vscode.window.showTextDocument(file, { preview: false });
}

const translated = (text: string) => vscode.l10n.t(text);

type Item = vscode.QuickPickItem & { readonly classic?: Classic };

async function ask(): Promise<Classic | undefined> {
  const title = vscode.l10n.t('Open a Classic Experiment');
  const placeHolder = vscode.l10n.t('Choose an experiment');
  const picked = await vscode.window.showQuickPick(itemsOf(classics), {
    ...{ title, placeHolder, matchOnDetail: true },
  });
  return picked?.classic;
}

/** Returns a list item for each experiment. The items are grouped by the name of the source. */
export function itemsOf(all: readonly Classic[]): Item[] {
  return all.flatMap((classic, i): Item[] => {
    const source = translated(classic.source);
    const item = { label: translated(classic.title), detail: translated(classic.reported), classic };
    const isFirst = classic.source !== all[i - 1]?.source;
    return isFirst ? [{ label: source, kind: vscode.QuickPickItemKind.Separator }, item] : [item];
  });
}
