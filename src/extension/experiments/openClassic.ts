import * as vscode from 'vscode';
import { type Classic, classicFile } from '../../common/classics/classic';
import { classics } from '../../common/classics/classics';
import { UserError } from '../../protocol/userError';
import { firstFolder } from '../askWhere';

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
  const folder = firstFolder() ?? vscode.Uri.joinPath(storage, 'experiments');
  const file = await write(folder, classic.name, classicFile(classic, translated));
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

/**
 * Writes a file with this content and returns its URI. If a file with the same content exists, only returns
 * its URI. If a file with this name has other content, adds a number to the name.
 */
async function write(folder: vscode.Uri, name: string, content: string): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const file = vscode.Uri.joinPath(folder, `${name}${number === 1 ? '' : `-${number}`}.elman.json`);
    const present = await textOf(file);
    if (present === undefined) return create(file, content);
    if (present === content) return file;
  }
}

/** Returns the text of a file. Undefined if the file does not exist. */
const textOf = (file: vscode.Uri): Promise<string | undefined> =>
  Promise.resolve(vscode.workspace.fs.readFile(file)).then(
    bytes => new TextDecoder().decode(bytes),
    () => undefined,
  );

/** Creates a file. Fails if the file was created in the meantime. */
async function create(file: vscode.Uri, content: string): Promise<vscode.Uri> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(file, { contents: new TextEncoder().encode(content) });
  if (await vscode.workspace.applyEdit(edit)) return file;
  throw new UserError('"{0}" could not be created. Check the folder\'s permissions.', [file.fsPath]);
}
