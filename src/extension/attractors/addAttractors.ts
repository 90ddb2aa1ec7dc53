import * as vscode from 'vscode';
import { collectLines } from '../../common/collectLines';
import type { AttractorText } from '../../protocol/attractors';
import { UserError } from '../../protocol/userError';
import type { Services } from '../core/services';
import { nameOf } from '../uris';
import { AttractorPanels } from './attractorPanels';

/** Adds the command that stores lines of a text in an attractor network. */
export function addAttractors(services: Services): void {
  const panels = new AttractorPanels(services.context.extensionUri, services);
  services.own(panels);
  services.command('openAttractors', async (clicked?: unknown) => {
    const uri = clicked instanceof vscode.Uri ? clicked : vscode.window.activeTextEditor?.document.uri;
    if (!uri) throw new UserError('No editor is open. Open a text first.');
    panels.show(await readLines(uri));
  });
}

/** Returns the selected lines of a text, or all lines if nothing is selected. Throws a UserError if all of them are empty. */
async function readLines(uri: vscode.Uri): Promise<AttractorText> {
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = vscode.window.activeTextEditor;
  const selection = editor?.document === document && !editor.selection.isEmpty ? editor.selection : undefined;
  const collected = collectLines(linesOf(document, selection));
  if (collected.lines.length === 0)
    throw new UserError('"{0}" has no line with a character to store. Choose a text with lines.', [
      nameOf(uri),
    ]);
  return { name: nameOf(uri), collected };
}

function* linesOf(document: vscode.TextDocument, selection: vscode.Selection | undefined): Generator<string> {
  // A selection that ends at the start of a line does not contain that line.
  const isBefore = selection !== undefined && selection.end.character === 0;
  const end = selection ? selection.end.line + (isBefore ? 0 : 1) : document.lineCount;
  for (let line = selection?.start.line ?? 0; line < end; line++) yield document.lineAt(line).text;
}
