import * as vscode from 'vscode';
import { findDamage } from '../../protocol/encoding/damage';
import { EncodingError } from '../../protocol/encoding/encodingError';
import { encodings, hasJapaneseEscapes, markedEncoding, UTF8 } from '../../protocol/encoding/encodings';
import { checkRegular } from '../regularFile';
import { nameOf } from '../uris';
import { askEncoding } from './askEncoding';

/** What decoders put in the place of bytes that are no letter. */
const LOST = '\ufffd';
/** Of so many letters one may be lost without a question, where the file does not say what it was. */
const TRACE = 10_000;

/**
 * A text in UTF-8, as it is in the editor now: dirty, untitled or virtual; what the editor cannot open is read from its
 * file. Where letters were lost in decoding it, the person says what its encoding is. Throws a CancellationError if they
 * do not, and whatever the file system throws.
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

/** The engine decodes it in pieces, and strictly; here only what it would refuse is asked about. */
async function readFile(uri: vscode.Uri): Promise<Uint8Array> {
  const bytes = await fileOf(uri);
  const error = damageOf(nameOf(uri), bytes, 'utf8');
  if (!error?.guess) return bytes.slice(); // a copy that can be handed over
  const label = await askEncoding({ name: nameOf(uri), bytes, error });
  if (label === undefined) throw new vscode.CancellationError();
  return decodedAs(bytes, label);
}

async function fileOf(uri: vscode.Uri): Promise<Uint8Array> {
  return vscode.workspace.fs.readFile(uri);
}

const isSaved = ({ isDirty, isUntitled }: vscode.TextDocument) => !isDirty && !isUntitled;

/** Bytes that are not of the encoding that the editor read them in; those of encodings that only it knows are left to it. */
function damageOf(name: string, bytes: Uint8Array, editor: string): EncodingError | undefined {
  const marked = markedEncoding(bytes);
  const label =
    marked ?? (editor === 'utf8bom' ? UTF8 : encodings.find(each => each.editor === editor))?.label;
  const damage = label === undefined ? undefined : findDamage([bytes], label);
  return damage && new EncodingError(name, label ?? '', damage);
}

/** More lost letters than a text about Unicode has, or Japanese that was never decoded. */
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

/** So that whatever reads the document later reads the same letters; some encodings the editor does not know. */
async function reopen(uri: vscode.Uri, label: string): Promise<void> {
  const encoding = encodings.find(each => each.label === label)?.editor;
  if (encoding === undefined) return;
  await vscode.workspace.openTextDocument(uri, { encoding }).then(undefined, () => undefined);
}
