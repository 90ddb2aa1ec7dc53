import * as vscode from 'vscode';
import { markedEncoding, UTF8 } from '../../common/encoding/encodings';
import { checkRegular } from '../regularFile';
import { nameOf } from '../uris';
import { askEncoding } from './askEncoding';
import { configuredEncoding, damageIn } from './configuredEncoding';
import { decodedText } from './decodedText';

/**
 * Returns a text as UTF-8, with its unsaved changes in the editor; it can also be untitled or virtual. If the
 * editor cannot open it, reads its file. If characters were lost in decoding, asks the user for the encoding.
 * Throws a CancellationError if the user cancels, and any error of the file system.
 */
export async function readBytes(uri: vscode.Uri): Promise<Uint8Array> {
  await checkRegular(uri);
  const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
  return document ? encoded(await decodedText(document)) : readFile(uri);
}

/**
 * Reads a file that the editor cannot open, in the encoding of `files.encoding`. Asks the user for the
 * encoding only if the bytes are invalid and their encoding can be guessed. Other errors are reported by the
 * engine, which decodes strictly.
 */
async function readFile(uri: vscode.Uri): Promise<Uint8Array> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  const configured = configuredEncoding(uri, bytes);
  const error = damageIn(uri, bytes, configured);
  // Returns a copy that owns its buffer, so that the buffer can be transferred to the worker.
  if (error && !error.guess) return bytes.slice();
  const label = error ? await askEncoding({ name: nameOf(uri), bytes, error }) : configured;
  if (label === undefined) throw new vscode.CancellationError();
  const isReadable = !error && (label === UTF8.label || markedEncoding(bytes) !== undefined);
  return isReadable ? bytes.slice() : encoded(new TextDecoder(label).decode(bytes));
}

const encoded = (text: string) => new TextEncoder().encode(text);
