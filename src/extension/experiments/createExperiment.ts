import * as vscode from 'vscode';
import { UserError } from '../../protocol/userError';
import { firstFolder } from '../askWhere';

/** Returns the folder for new experiments: the first folder of the workspace or, if no folder is open, one in `storage`. */
export const experimentsFolder = (storage: vscode.Uri) =>
  firstFolder() ?? vscode.Uri.joinPath(storage, 'experiments');

/**
 * Writes an experiment's file with this content and returns its URI. If a file with the same content exists, only returns
 * its URI. If a file with this name has other content, adds a number to the name.
 */
export async function createExperiment(
  folder: vscode.Uri,
  name: string,
  content: string,
): Promise<vscode.Uri> {
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
