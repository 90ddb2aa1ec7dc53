import * as vscode from 'vscode';
import { ChannelClosed } from '../../protocol/channel';
import { figuresOf, number, visible } from './figures';
import type { ModelScore, Reader } from './reader';
import { signalOf } from './signal';

/** A longer selection would hold up the training for more than a blink; "Score Selection" takes any length. */
const longest = 20_000;

/** Over a selection: what the active model makes of it. */
export class ScoreHover implements vscode.HoverProvider {
  constructor(private readonly reader: Reader) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const selection = selectionAt(document, position);
    if (!selection) return undefined;
    if (document.offsetAt(selection.end) - document.offsetAt(selection.start) > longest) return undefined;
    try {
      const score = await this.reader.score(document, selection, signalOf(token));
      return score && new vscode.Hover(describe(score), selection);
    } catch (error) {
      if (error instanceof ChannelClosed || token.isCancellationRequested) return undefined; // nobody waits for it any more
      throw error;
    }
  }
}

function selectionAt(document: vscode.TextDocument, position: vscode.Position): vscode.Selection | undefined {
  return vscode.window.visibleTextEditors
    .filter(editor => editor.document === document)
    .flatMap(editor => editor.selections)
    .find(selection => !selection.isEmpty && selection.contains(position));
}

/** Names and tokens are appended as text: whatever they hold, none of it is Markdown. */
function describe(score: ModelScore): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.appendMarkdown('**').appendText(score.model.name).appendMarkdown('** · ');
  markdown
    .appendText(vscode.l10n.t('iteration {0}', number(score.model.iteration, 0)))
    .appendMarkdown('\n\n');
  for (const { name, value } of figuresOf(score)) {
    markdown.appendMarkdown('- ').appendText(`${name}: `).appendMarkdown('**').appendText(value);
    markdown.appendMarkdown('**\n');
  }
  if (score.worst.length === 0) return markdown;
  const worst = score.worst.map(({ text, surprisal }) => `${visible(text)} ${number(surprisal, 1)}`);
  markdown.appendMarkdown('\n').appendText(vscode.l10n.t('Most surprising, in bits: {0}', worst.join(' · ')));
  return markdown;
}
