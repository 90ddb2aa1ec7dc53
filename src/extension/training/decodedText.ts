import * as vscode from 'vscode';
import { encodings, hasJapaneseEscapes, markedEncoding } from '../../common/encoding/encodings';
import { isDamaged, LOST, lostLetters } from '../../common/encoding/lostLetters';
import { nameOf } from '../uris';
import { askEncoding } from './askEncoding';
import { damageIn, labelOf } from './configuredEncoding';

/**
 * Returns the text of a document. If letters were lost in decoding, first asks the user for the encoding and
 * opens the document again in this encoding, so that other readers of the document get the same letters.
 * Throws a CancellationError if the user cancels.
 */
export async function decodedText(document: vscode.TextDocument): Promise<string> {
  const { uri, encoding } = document;
  const text = document.getText();
  if (!text.includes(LOST) && !hasJapaneseEscapes(text)) return text;
  const bytes = isSaved(document) ? await fileOf(uri) : undefined;
  const label = bytes && (markedEncoding(bytes) ?? labelOf(encoding));
  const error = bytes && label !== undefined ? damageIn(uri, bytes, label) : undefined;
  if (!error && !hasLostLetters(text)) return text;
  const chosen = await askEncoding({ name: nameOf(uri), text, bytes, error });
  if (chosen === undefined) throw new vscode.CancellationError();
  if (chosen === 'asItIs' || !bytes) return text;
  await reopen(uri, chosen);
  return new TextDecoder(chosen).decode(bytes);
}

/**
 * Returns whether a significant share of the letters was lost, or the text contains undecoded ISO-2022-JP.
 */
export const hasLostLetters = (text: string) =>
  hasJapaneseEscapes(text) || isDamaged(lostLetters(text), text.length);

const isSaved = ({ isDirty, isUntitled }: vscode.TextDocument) => !isDirty && !isUntitled;

async function fileOf(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  return vscode.workspace.fs.readFile(uri).then(undefined, () => undefined);
}

/**
 * Opens a document again in the encoding with this label. Does nothing if the editor does not support the
 * encoding.
 */
async function reopen(uri: vscode.Uri, label: string): Promise<void> {
  const encoding = encodings.find(each => each.label === label)?.editor;
  if (encoding === undefined) return;
  await vscode.workspace.openTextDocument(uri, { encoding }).then(undefined, () => undefined);
}
