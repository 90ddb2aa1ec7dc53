import * as vscode from 'vscode';
import { inert } from '../../common/harmlessText';
import type { FoundExample, FoundExamples } from '../../protocol/labelFigures';
import type { ConfusionCell } from '../../protocol/labelWorker';
import type { LabelWorker } from '../core/labelWorker';
import type { ReportDocuments } from '../core/reportDocuments';
import type { StorageWorker } from '../core/storageWorker';
import { count, number } from '../format/numbers';

interface ExampleSources {
  readonly labelWorker: LabelWorker;
  readonly storage: StorageWorker;
  readonly documents: ReportDocuments;
}

/** Lists the held-out examples of a cell of the confusion table, and opens the line of the one that the user chooses. */
export async function showExamples(sources: ExampleSources, cell: ConfusionCell): Promise<void> {
  const found = await sources.labelWorker.channel.request('examples', cell);
  const { l10n } = vscode;
  const items = found.examples.map(example => ({
    label: inert(example.text.replaceAll('\t', '  ')),
    description: l10n.t('line {0} · probability {1}', count(example.line), number(example.probability)),
    example,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: titleOf(found),
    placeHolder: l10n.t('Open the line of an example'),
    matchOnDescription: true,
  });
  if (chosen) await open(sources, cell.id, found, chosen.example);
}

function titleOf({ source, examples, count: all }: FoundExamples): string {
  const name = inert(source.name);
  return all > examples.length
    ? vscode.l10n.t('Examples in {0}: the first {1} of {2}', name, count(examples.length), count(all))
    : vscode.l10n.t('Examples in {0}: {1}', name, count(all));
}

/** Shows the line of an example in the original file or, if that has changed, in the run's copy of it. */
async function open(
  sources: ExampleSources,
  id: string,
  { source }: FoundExamples,
  { line, text }: FoundExample,
): Promise<void> {
  const original = await documentAt(source.uri);
  const isSame = original && line <= original.lineCount && original.lineAt(line - 1).text.startsWith(text);
  const document = isSame ? original : await copyOf(sources, id, source);
  const { range } = document.lineAt(Math.min(line, document.lineCount) - 1);
  const shown = vscode.window.visibleTextEditors.find(editor => editor.document === document);
  await vscode.window.showTextDocument(document, {
    selection: range,
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.Beside,
  });
}

const documentAt = async (uri: string) =>
  vscode.workspace.openTextDocument(vscode.Uri.parse(uri)).then(
    document => document,
    () => undefined,
  );

async function copyOf(
  { storage, documents }: ExampleSources,
  id: string,
  { name, uri }: FoundExamples['source'],
): Promise<vscode.TextDocument> {
  const texts = await storage.channel.request('texts', { id });
  const text =
    [texts.validationText, texts.text].find(each => each?.uri === uri && each.name === name) ?? texts.text;
  if ('path' in text) return vscode.workspace.openTextDocument(vscode.Uri.file(text.path));
  return documents.open(name, new TextDecoder().decode(text.bytes));
}
