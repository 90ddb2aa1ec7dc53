import { open } from 'node:fs/promises';
import * as vscode from 'vscode';
import { markedEncoding, UTF8 } from '../../common/encoding/encodings';
import { IN_MEMORY } from '../../common/inMemory';
import type { SourceFile } from '../../protocol/sourceText';
import { checkRegular } from '../regularFile';
import { nameOf } from '../uris';
import { askEncoding } from './askEncoding';
import { configuredEncoding, damageIn } from './configuredEncoding';

/** Number of bytes at the start of a file that are checked against its encoding. */
const HEAD = 1 << 20;
const NEWLINE = 0x0a;

/**
 * Returns the source for a file that is too large for memory and for the editor. Undefined for all other
 * texts. The worker reads the file in the encoding of the setting `files.encoding`. If the start of the file
 * is invalid in this encoding, asks the user for another encoding; the worker checks the rest. Throws a
 * CancellationError if the user cancels.
 */
export async function findLargeFile(uri: vscode.Uri): Promise<SourceFile | undefined> {
  if (uri.scheme !== 'file') return undefined;
  await checkRegular(uri);
  // Ignores an error here, because reading the file reports it.
  const found = await vscode.workspace.fs.stat(uri).then(undefined, () => undefined);
  if (!found || found.size <= IN_MEMORY) return undefined;
  const file = { name: nameOf(uri), uri: uri.toString(), path: uri.fsPath, size: found.size };
  const bytes = await headOf(uri.fsPath);
  const label = configuredEncoding(uri, bytes);
  const error = damageIn(uri, bytes, label);
  const isReadable = label === UTF8.label || markedEncoding(bytes) !== undefined;
  if (!error && !isReadable) return { ...file, encoding: label };
  if (!error?.guess) return file;
  const encoding = await askEncoding({ name: file.name, bytes, error });
  if (encoding === undefined) throw new vscode.CancellationError();
  return { ...file, encoding };
}

/** Returns the first `HEAD` bytes of a file, cut after the last line end among them. */
async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(HEAD));
    const end = buffer.lastIndexOf(NEWLINE, bytesRead - 1) + 1;
    return buffer.subarray(0, end > 0 ? end : bytesRead);
  } finally {
    await file.close();
  }
}
