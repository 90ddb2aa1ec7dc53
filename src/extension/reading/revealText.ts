import * as vscode from 'vscode';
import { commandId } from '../commandId';

/** The command that links in hovers call. It calls `revealText` with the arguments in the link. */
const COMMAND = commandId('revealText');

/** Returns an empty Markdown text. Its links may call `COMMAND` but no other command. */
export function linkedMarkdown(): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.isTrusted = { enabledCommands: [COMMAND] };
  markdown.supportHtml = true;
  return markdown;
}

/** Returns the URI of a link to the range [start, end) of a document, in UTF-16 units. */
export function linkTo({ uri }: vscode.TextDocument, start: number, end: number): string {
  return `command:${COMMAND}?${encodeURIComponent(JSON.stringify([uri.toString(), start, end]))}`;
}

/**
 * Selects the range [start, end) of a document, in UTF-16 units, and scrolls to it. Does nothing if an
 * argument has the wrong type: links can contain any arguments.
 */
export async function revealText(uri: unknown, start: unknown, end: unknown): Promise<void> {
  if (typeof uri !== 'string' || typeof start !== 'number' || typeof end !== 'number') return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const shown = vscode.window.visibleTextEditors.find(editor => editor.document === document);
  const editor = await vscode.window.showTextDocument(document, {
    selection: range,
    preview: false,
    ...(shown && { viewColumn: shown.viewColumn }),
  });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
