import * as vscode from 'vscode';
import { markedEncoding, UTF8 } from '../../common/encoding/encodings';
import { readLabelFolder } from '../../common/labelFolder';
import { plural } from '../../common/plural';
import type { SourceText } from '../../protocol/sourceText';
import { count } from '../format/numbers';
import { showWarning } from '../notify';
import { damageIn } from '../training/configuredEncoding';
import { readStoredBytes } from '../training/readBytes';
import { nameOf } from '../uris';

/** Returns whether a URI is a folder, as far as its file system knows. */
export async function isFolder(uri: vscode.Uri): Promise<boolean> {
  const stat = await vscode.workspace.fs.stat(uri).then(undefined, () => undefined);
  return stat !== undefined && (stat.type & vscode.FileType.Directory) !== 0;
}

/**
 * Reads a folder with one folder per label as lines of labels and texts. Warns of files that are left out. Reads the files as
 * they are on disk: opening thousands of documents would be slow.
 */
export async function readFolder(uri: vscode.Uri): Promise<SourceText> {
  const within = (names: readonly string[]) => vscode.Uri.joinPath(uri, ...names);
  const { lines, leftOut } = await readLabelFolder({
    path: uri.fsPath,
    names: async (...names) => (await vscode.workspace.fs.readDirectory(within(names))).map(([name]) => name),
    isFolder: (...names) => isFolder(within(names)),
    text: async (...names) => readText(within(names)),
  });
  if (leftOut > 0) void showWarning(leftOutText(nameOf(uri), leftOut));
  return { name: nameOf(uri), uri: uri.toString(), bytes: new TextEncoder().encode(lines.join('')) };
}

/** Reads a file of a folder. Throws an EncodingError, which names the file, unless its bytes are valid text. */
async function readText(uri: vscode.Uri): Promise<string> {
  const bytes = await readStoredBytes(uri);
  const encoding = markedEncoding(bytes) ?? UTF8.label;
  const error = damageIn(uri, bytes, encoding);
  if (error) throw error;
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

function leftOutText(name: string, leftOut: number): string {
  const { t } = vscode.l10n;
  return plural(
    leftOut,
    t(
      '"{0}": {1} file is outside of the folders of labels, or hidden, and was left out.',
      name,
      count(leftOut),
    ),
    t(
      '"{0}": {1} files are outside of the folders of labels, or hidden, and were left out.',
      name,
      count(leftOut),
    ),
  );
}
