import * as vscode from 'vscode';
import { unreadableText } from '../../../common/unreadable';
import type { ReportDocuments } from '../../core/reportDocuments';
import { decodedText, hasLostLetters } from '../../training/decodedText';
import { nameOf } from '../../uris';
import { type SelectedRanges, selectedRanges, wholeOf } from '../report/selectedRanges';

/**
 * Returns the texts to export: selections, a whole document or files. For each text in which letters were
 * lost in decoding, asks the user for its encoding.
 */
export async function textsToExport(
  documents: ReportDocuments,
  clicked: unknown,
  all: unknown,
): Promise<readonly SelectedRanges[]> {
  const texts: SelectedRanges[] = [];
  for (const text of await textsOf(clicked, all)) texts.push(await settled(text, documents));
  return texts;
}

/**
 * Returns a text in which no letters are lost. If letters were lost in decoding, asks the user for the
 * encoding and decodes the text again. The ranges of the text are then extended to whole lines, because the
 * columns of a selection may be different in the newly decoded text. If the editor does not support the
 * encoding (ISO-2022-JP, for example), the result is in a document of the extension.
 */
async function settled(text: SelectedRanges, documents: ReportDocuments): Promise<SelectedRanges> {
  const { uri } = text.document;
  const before = text.document.getText();
  const chosen = await decodedText(text.document);
  if (chosen === before) return text;
  const reopened = await vscode.workspace.openTextDocument(uri);
  const isReadable = !hasLostLetters(reopened.getText());
  const document = isReadable ? reopened : await documents.open(text.name, chosen);
  const lines = ({ start, end }: vscode.Range) =>
    new vscode.Range(start.line, 0, end.line, document.lineAt(end.line).range.end.character);
  return { ...text, document, ranges: text.ranges.map(lines) };
}

async function textsOf(clicked: unknown, all: unknown): Promise<readonly SelectedRanges[]> {
  const files = Array.isArray(all) && all.length > 0 ? all : [clicked];
  const uris = files.filter(file => file instanceof vscode.Uri);
  const editor = vscode.window.activeTextEditor;
  const isInEditor = uris.length === 1 && uris[0].toString() === editor?.document.uri.toString();
  if (uris.length === 0 || isInEditor) return [selectedRanges()];
  const documents = await Promise.all(uris.map(openText));
  return documents.map(document => ({
    document,
    ranges: [wholeOf(document)],
    name: nameOf(document.uri),
  }));
}

async function openText(uri: vscode.Uri): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(uri).then(undefined, error => {
    throw unreadableText(nameOf(uri), error);
  });
}
