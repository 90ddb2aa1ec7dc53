import * as vscode from 'vscode';
import { encodings, hasJapaneseEscapes, markedEncoding } from '../../common/encoding/encodings';
import { isDamaged, LOST, lostLetters } from '../../common/encoding/lostLetters';
import { nameOf } from '../uris';
import { askEncoding } from './askEncoding';
import { damageIn, labelOf } from './configuredEncoding';

/**
 * Returns the text of a document. If letters were lost in decoding it, asks for the encoding first, and
 * reopens the document in it, so that later readers get the same letters. Throws a CancellationError if the
 * user cancels.
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

/** Whether more than a trace of the letters were lost, or the text contains undecoded ISO-2022-JP. */
export const hasLostLetters = (text: string) =>
  hasJapaneseEscapes(text) || isDamaged(lostLetters(text), text.length);

const isSaved = ({ isDirty, isUntitled }: vscode.TextDocument) => !isDirty && !isUntitled;

async function fileOf(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  return vscode.workspace.fs.readFile(uri).then(undefined, () => undefined);
}

/** Does nothing for encodings that the editor does not support. */
async function reopen(uri: vscode.Uri, label: string): Promise<void> {
  const encoding = encodings.find(each => each.label === label)?.editor;
  if (encoding === undefined) return;
  await vscode.workspace.openTextDocument(uri, { encoding }).then(undefined, () => undefined);
}
