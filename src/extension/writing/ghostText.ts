import * as vscode from 'vscode';
import { Cancelled, ChannelClosed } from '../../protocol/channel';
import { signalOf } from '../signal';
import type { Write } from './continueCommand';
import { isInsideWord, untilRepeated, withNewlines } from './insertion';
import { readGhostText } from './writingSettings';

/** Milliseconds without a key before anything is asked. */
const PAUSE = 150;
/** Characters after the cursor that a suggestion may repeat. */
const FOLLOWING = 1000;

/** Shows how the active model would go on, as the cursor rests; Tab takes it. Off unless it is set. */
export class GhostText implements vscode.InlineCompletionItemProvider {
  constructor(private readonly write: Write) {}

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    _context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const { enabled, length } = readGhostText(document.uri);
    if (!enabled || !(await isQuiet(token))) return [];
    const following = textAfter(document, position);
    if (isInsideWord(following)) return [];
    // The likeliest of all: the same place has the same suggestion.
    const writing = { length, temperature: 0, topK: 0, topP: 1, seed: 1, stopAtSentenceEnd: true };
    try {
      const text = await this.write(
        document,
        document.offsetAt(position),
        writing,
        () => {},
        signalOf(token),
      );
      const fitting = untilRepeated(following, withNewlines(text ?? '')).trimEnd();
      return fitting ? [new vscode.InlineCompletionItem(fitting, new vscode.Range(position, position))] : [];
    } catch (error) {
      if (error instanceof Cancelled || error instanceof ChannelClosed) return [];
      throw error;
    }
  }
}

/** What is compared with a suggestion: the rest of the line, and some lines more. */
function textAfter(document: vscode.TextDocument, position: vscode.Position): string {
  const end = document.positionAt(document.offsetAt(position) + FOLLOWING);
  return withNewlines(document.getText(new vscode.Range(position, end)));
}

/** Waits a little; false where somebody typed on meanwhile. */
function isQuiet(token: vscode.CancellationToken): Promise<boolean> {
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve(!token.isCancellationRequested), PAUSE);
    token.onCancellationRequested(() => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
