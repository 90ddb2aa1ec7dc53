import * as vscode from 'vscode';
import { Cancelled, ChannelClosed } from '../../protocol/channel';
import { signalOf } from '../abortSignal';
import type { Write } from './continueCommand';
import { isInsideWord, untilRepeated, withNewlines } from './insertion';
import { readGhostText } from './readWritingSettings';

/** Milliseconds to wait for a further key press before a suggestion is requested. */
const PAUSE = 150;
/** Number of UTF-16 units after the cursor that are compared with a suggestion. */
const FOLLOWING = 1000;

/**
 * Shows the active model's continuation as an inline suggestion when the user pauses; Tab accepts it. Off by
 * default.
 */
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
    // Uses greedy decoding, so that the same position always gets the same suggestion.
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

/**
 * Returns the first `FOLLOWING` UTF-16 units after the cursor. A suggestion ends at the point where it would
 * repeat this text.
 */
function textAfter(document: vscode.TextDocument, position: vscode.Position): string {
  const end = document.positionAt(document.offsetAt(position) + FOLLOWING);
  return withNewlines(document.getText(new vscode.Range(position, end)));
}

/**
 * Waits for `PAUSE` milliseconds. Resolves to false if the user typed during this time, because VS Code then
 * cancels the request.
 */
function isQuiet(token: vscode.CancellationToken): Promise<boolean> {
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve(!token.isCancellationRequested), PAUSE);
    token.onCancellationRequested(() => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
