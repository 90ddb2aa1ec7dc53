import * as vscode from 'vscode';
import { EncodingError } from '../../common/encoding/encodingError';
import { encodings, hasJapaneseEscapes, markedEncoding, UTF8 } from '../../common/encoding/encodings';
import { findDamage } from '../../common/encoding/findDamage';
import { checkRegular } from '../regularFile';
import { nameOf } from '../uris';
import { askEncoding } from './askEncoding';

/** The replacement character, which decoders insert for invalid bytes. */
const LOST = '\ufffd';
/**
 * In this many characters, one replacement character is accepted without a question, if no error was found in
 * the file itself.
 */
const TRACE = 10_000;

/**
 * Returns a text as UTF-8, as it is in the editor: with unsaved changes, untitled or virtual. If the editor
 * cannot open it, reads its file. If characters were lost in decoding, asks the user for the encoding. Throws
 * a CancellationError if the user cancels, and any error of the file system.
 */
export async function readBytes(uri: vscode.Uri): Promise<Uint8Array> {
  await checkRegular(uri);
  const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
  if (!document) return readFile(uri);
  const text = document.getText();
  if (!text.includes(LOST) && !hasJapaneseEscapes(text)) return encoded(text);
  const bytes = isSaved(document) ? await fileOf(uri).catch(() => undefined) : undefined;
  const error = bytes && damageOf(nameOf(uri), bytes, document.encoding);
  if (!error && !isDamaged(text)) return encoded(text);
  const label = await askEncoding({ name: nameOf(uri), text, bytes, error });
  if (label === undefined) throw new vscode.CancellationError();
  if (label === 'asItIs' || !bytes) return encoded(text);
  await reopen(uri, label);
  return decodedAs(bytes, label);
}

/**
 * Reads a file that the editor cannot open. Asks for the encoding only if the bytes are invalid and their
 * encoding can be guessed. The engine checks everything else, because it decodes strictly and in pieces.
 */
async function readFile(uri: vscode.Uri): Promise<Uint8Array> {
  const bytes = await fileOf(uri);
  const error = damageOf(nameOf(uri), bytes, 'utf8');
  if (!error?.guess) return bytes.slice(); // a copy, so that its buffer can be transferred
  const label = await askEncoding({ name: nameOf(uri), bytes, error });
  if (label === undefined) throw new vscode.CancellationError();
  return decodedAs(bytes, label);
}

async function fileOf(uri: vscode.Uri): Promise<Uint8Array> {
  return vscode.workspace.fs.readFile(uri);
}

const isSaved = ({ isDirty, isUntitled }: vscode.TextDocument) => !isDirty && !isUntitled;

/**
 * Returns an error if the bytes are invalid in the encoding of their byte order mark, or else in the one that
 * the editor used. Undefined for encodings that only the editor knows.
 */
function damageOf(name: string, bytes: Uint8Array, editor: string): EncodingError | undefined {
  const marked = markedEncoding(bytes);
  const label =
    marked ?? (editor === 'utf8bom' ? UTF8 : encodings.find(each => each.editor === editor))?.label;
  const damage = label === undefined ? undefined : findDamage([bytes], label);
  return damage && new EncodingError(name, label ?? '', damage);
}

/**
 * Returns whether a text has more replacement characters than a text about Unicode would have, or contains
 * undecoded ISO-2022-JP.
 */
function isDamaged(text: string): boolean {
  if (hasJapaneseEscapes(text)) return true;
  let count = 0;
  for (let at = text.indexOf(LOST); at >= 0; at = text.indexOf(LOST, at + 1)) count++;
  return count * TRACE > text.length;
}

const encoded = (text: string) => new TextEncoder().encode(text);

function decodedAs(bytes: Uint8Array, label: string): Uint8Array {
  return encoded(new TextDecoder(label).decode(bytes));
}

/**
 * Reopens the document in this encoding, so that later readers of the document get the same characters. Does
 * nothing for encodings that the editor does not support.
 */
async function reopen(uri: vscode.Uri, label: string): Promise<void> {
  const encoding = encodings.find(each => each.label === label)?.editor;
  if (encoding === undefined) return;
  await vscode.workspace.openTextDocument(uri, { encoding }).then(undefined, () => undefined);
}
