import * as vscode from 'vscode';
import { markedEncoding, UTF8 } from '../../common/encoding/encodings';
import { checkRegular } from '../regularFile';
import { nameOf } from '../uris';
import { askEncoding } from './askEncoding';
import { configuredEncoding, damageIn } from './configuredEncoding';
import { decodedText } from './decodedText';

/**
 * Returns a text as UTF-8, with its unsaved changes in the editor. The text may be in an untitled or virtual
 * document. If the editor cannot open the text, reads its file. If letters were lost in decoding, asks the
 * user for the encoding. Throws a CancellationError if the user cancels. Passes on errors of the file system.
 */
export async function readBytes(uri: vscode.Uri): Promise<Uint8Array> {
  await checkRegular(uri);
  const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
  return document ? encoded(await decodedText(document)) : readStoredBytes(uri);
}

/**
 * Reads a file without opening it in the editor, in the encoding of the setting `files.encoding`. If bytes are
 * invalid in this encoding and the right one can be guessed, asks the user for the encoding. If it cannot be
 * guessed, returns the bytes unchanged: the engine, which decodes strictly, reports the error.
 */
export async function readStoredBytes(uri: vscode.Uri): Promise<Uint8Array> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  const configured = configuredEncoding(uri, bytes);
  const error = damageIn(uri, bytes, configured);
  // Returns a copy with its own buffer, because the buffer may be transferred to the worker.
  if (error && !error.guess) return bytes.slice();
  const label = error ? await askEncoding({ name: nameOf(uri), bytes, error }) : configured;
  if (label === undefined) throw new vscode.CancellationError();
  const isReadable = !error && (label === UTF8.label || markedEncoding(bytes) !== undefined);
  return isReadable ? bytes.slice() : encoded(new TextDecoder(label).decode(bytes));
}

const encoded = (text: string) => new TextEncoder().encode(text);
