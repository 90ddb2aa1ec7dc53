import * as vscode from 'vscode';
import { Cancelled, ChannelClosed } from '../../../protocol/channel';
import { signalOf } from '../../abortSignal';
import type { TextReader } from '../../core/textReader';
import { describeSelection } from './selectionMarkdown';
import { describeToken } from './tokenMarkdown';

const ALTERNATIVES = 5;

/**
 * A function that returns the offset at which the heatmap began to read, so that the hover can begin there
 * and show the same figures. Undefined if no heatmap colours a token at this position.
 */
export type TokenOrigin = (document: vscode.TextDocument, position: vscode.Position) => number | undefined;

/**
 * Shows a hover. Over the selection, it contains the score of the selection. Elsewhere, if the document has a
 * heatmap, it contains the prediction of the token under the pointer.
 */
export class ScoreHover implements vscode.HoverProvider {
  constructor(
    private readonly reader: TextReader,
    private readonly originAt: TokenOrigin,
    /** Returns whether the active model is a language model. The hovers of other models are not about tokens. */
    private readonly hasLanguageModel: () => boolean,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    if (!this.hasLanguageModel()) return undefined;
    const signal = signalOf(token);
    try {
      const selection = selectionAt(document, position);
      return await (selection
        ? this.overSelection(document, selection, signal)
        : this.overToken(document, position, signal));
    } catch (error) {
      // Shows no hover if it was cancelled or its worker has ended.
      if (error instanceof ChannelClosed || error instanceof Cancelled) return undefined;
      throw error;
    }
  }

  private async overSelection(
    document: vscode.TextDocument,
    selection: vscode.Selection,
    signal: AbortSignal,
  ) {
    const score = await this.reader.score(document, selection, signal);
    return score && new vscode.Hover(describeSelection(score, document), selection);
  }

  private async overToken(document: vscode.TextDocument, position: vscode.Position, signal: AbortSignal) {
    const origin = this.originAt(document, position);
    if (origin === undefined) return undefined;
    const token = await this.reader.prediction(document, position, ALTERNATIVES, origin, signal);
    if (!token) return undefined;
    const range = new vscode.Range(document.positionAt(token.start), document.positionAt(token.end));
    return new vscode.Hover(describeToken(token), range);
  }
}

function selectionAt(document: vscode.TextDocument, position: vscode.Position): vscode.Selection | undefined {
  return vscode.window.visibleTextEditors
    .filter(editor => editor.document === document)
    .flatMap(editor => editor.selections)
    .find(selection => !selection.isEmpty && selection.contains(position));
}
